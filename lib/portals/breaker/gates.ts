import "server-only";
import type { Context } from "@/lib/context";
import type { HubSpotError, HubSpotErrorKind } from "@/lib/hubspot/errors";
import { AppGate, type GateOutcome } from "./app-gate";
import { HostGate } from "./host-gate";
import { Trouble } from "./trouble";

interface Gates {
  host: HostGate;
  apps: Map<string, AppGate>;
  troubles: Map<string, Trouble>;
}

// What this process has learned of HubSpot; shared by the bundles of the server, which hold this file once each.
const shared = globalThis as typeof globalThis & { porticoGates?: Gates };
const gates: Gates = (shared.porticoGates ??= {
  host: new HostGate(),
  apps: new Map(),
  troubles: new Map(),
});

/** @param most calls at a time, for a gate that is not there yet */
export function gateOf(appId: string, most?: number): AppGate {
  let gate = gates.apps.get(appId);
  if (!gate) gates.apps.set(appId, (gate = new AppGate(most)));
  return gate;
}

export function hostGate(): HostGate {
  return gates.host;
}

export function troubleOf(appId: string): Trouble {
  let trouble = gates.troubles.get(appId);
  if (!trouble) gates.troubles.set(appId, (trouble = new Trouble()));
  return trouble;
}

/** Failures that say nothing about the portal: HubSpot has too much to do, or does not answer. */
const ABOUT_HUBSPOT: ReadonlySet<HubSpotErrorKind> = new Set<HubSpotErrorKind>([
  "rate_limited",
  "unavailable",
  "unreachable",
]);

function outcomeOf(failure: HubSpotError | undefined): GateOutcome {
  if (failure?.kind === "malformed" || failure?.kind === "app_credentials") return "neither";
  return failure && ABOUT_HUBSPOT.has(failure.kind) ? "passing" : "answered";
}

/** Hears how a call ended; null when it ended without HubSpot. What comes after the first time is ignored. */
export type CallEnded = (failure: HubSpotError | undefined | null) => void;

/** Notes that a call for an app begins. */
export function beginCall(ctx: Pick<Context, "now">, appId: string): CallEnded {
  const gate = gateOf(appId);
  gate.began();
  let isOver = false;
  return (failure) => {
    if (isOver) return;
    isOver = true;
    const now = ctx.now().getTime();
    const outcome = failure === null ? "neither" : outcomeOf(failure);
    gate.ended(outcome, now, failure?.retryAfterSeconds);
    if (outcome === "answered") gates.host.answered();
    if (outcome === "passing" && failure?.kind !== "rate_limited") gates.host.failed(appId, now);
    troubleOf(appId).note(outcome, gate.breaker, failure ?? undefined, now);
  };
}

/**
 * How long HubSpot is left alone for an app, in milliseconds; 0 when somebody who needs a token now may ask. While a
 * breaker is open one caller at a time finds out whether HubSpot answers again (SEC-40).
 */
export function restOf(ctx: Pick<Context, "now">, appId: string): number {
  const now = ctx.now().getTime();
  const gate = gateOf(appId);
  const opensAt = Math.max(gate.opensAt(now), gates.host.breaker.retryAt);
  if (opensAt > now) return opensAt - now;
  const underWay = [...gates.apps.values()].reduce((sum, { busy }) => sum + busy, 0);
  const isTried =
    (gate.breaker.isOpen && gate.busy > 0) || (gates.host.breaker.isOpen && underWay > 0);
  return isTried ? TRIED_MS : 0;
}

/** How this process stands with HubSpot: calls under way, how many may be, and whether it is left alone altogether. */
export function inFlightOf(): { calls: number; limit: number; isHostOpen: boolean } {
  const apps = [...gates.apps.values()];
  return {
    calls: apps.reduce((sum, { busy }) => sum + busy, 0),
    limit: apps.reduce((sum, { room }) => sum + room, 0),
    isHostOpen: gates.host.breaker.isOpen,
  };
}

/** How long somebody waits for the one who finds out. */
const TRIED_MS = 5_000;

/** Forgets everything, for tests. */
export function forgetGates(): void {
  gates.host = new HostGate();
  gates.apps.clear();
  gates.troubles.clear();
}

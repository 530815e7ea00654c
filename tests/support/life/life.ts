import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { isAppError } from "@/lib/errors";
import { forgetGates } from "@/lib/portals/breaker/gates";
import type { SimFaultInput, SimStateView } from "../../hubspot-simulator/types";
import type { Point } from "../at-point";
import { makeAccount, makeApp, makePerson, type MadePerson } from "../makers";
import { startOtherServer, type OtherServer } from "../other-server";
import type { World } from "../world";

/** HubSpot is given up after this; none of its answers here takes so long unless it hangs. */
const PATIENCE_MS = 500;
/** A server that hangs instead of dying where it should is killed after this. */
const DEATH_MS = 2_000;

/** Servers that are ready to be killed; one is always being started, because that takes seconds. */
export class Spares {
  private next: Promise<OtherServer> | undefined;

  constructor(private readonly world: World) {}

  async take(): Promise<OtherServer> {
    const taken = await (this.next ?? startOtherServer(this.world));
    this.next = startOtherServer(this.world);
    this.next.catch(() => undefined);
    return taken;
  }

  async end(): Promise<void> {
    await (await this.next?.catch(() => undefined))?.kill();
  }
}

/** One app, its accounts at HubSpot, and everybody who does something to them: what a run of commands is about. */
export class Life {
  /** Refresh tokens whose revocation was asked for, and the number of HubSpot's last request before that ended. */
  readonly forbidden = new Map<string, number>();
  /** Tokens that were in an uploaded file: whoever gave the file has them still. */
  readonly uploaded = new Set<string>();

  private constructor(
    readonly world: World,
    readonly owner: MadePerson,
    readonly app: HubSpotApp & { clientSecret: string },
    readonly hubIds: number[],
    private readonly spares: Spares,
  ) {}

  static async begin(world: World, spares: Spares, accounts: number): Promise<Life> {
    forgetGates();
    world.clock.aheadMs = 0;
    await world.control.clearFaults();
    const owner = await makePerson(world, "owner");
    const app = await makeApp(world, owner.ctx);
    const hubIds: number[] = [];
    for (let n = 0; n < accounts; n += 1) hubIds.push((await makeAccount(world)).hubId);
    return new Life(world, owner, app, hubIds, spares);
  }

  /** The owner, who does not wait for a HubSpot that hangs. */
  get ctx(): Context {
    return this.world.context(this.owner.actor, { timeoutMs: PATIENCE_MS });
  }

  /** The background work. */
  get system(): Context {
    return this.world.context(undefined, { timeoutMs: PATIENCE_MS });
  }

  portal(account: number) {
    const hubId = BigInt(this.hubIds[account] ?? 0);
    return this.world.db.portal.findUnique({
      where: { appId_hubId: { appId: this.app.id, hubId } },
    });
  }

  /** What one command does to HubSpot's mood. */
  async disturb(effect: Omit<SimFaultInput, "match">, path?: string): Promise<void> {
    const match = { clientId: this.app.clientId, ...(path && { path }) };
    await this.world.control.addFault({ match, ...effect });
  }

  /** A server of its own does it and dies at a point of that, and the next one starts on the same folder. */
  async die(order: object, dieAt: Point): Promise<void> {
    const server = await this.spares.take();
    const dying = server.refresh({ ...order, dieAt } as never).catch(() => undefined);
    await Promise.race([dying, new Promise((resolve) => setTimeout(resolve, DEATH_MS))]);
    await server.kill();
    await dying;
  }

  /** Every refresh token that HubSpot has given for an account: none of them may be used for renewing any more. */
  async forbid(account: number): Promise<void> {
    const { refreshTokens } = await this.state();
    const [last] = (await this.world.control.requests()).slice(-1);
    for (const { token, hubId } of refreshTokens)
      if (hubId === this.hubIds[account] && !this.forbidden.has(token))
        this.forbidden.set(token, last?.n ?? 0);
  }

  /** Of this app alone. */
  async state(): Promise<Pick<SimStateView, "grants" | "refreshTokens" | "accessTokens">> {
    const { grants, refreshTokens, accessTokens } = await this.world.control.state();
    const own = ({ clientId }: { clientId: string }) => clientId === this.app.clientId;
    return {
      grants: grants.filter(own),
      refreshTokens: refreshTokens.filter(own),
      accessTokens: accessTokens.filter(own),
    };
  }
}

/** Does something that may be refused, in words; anything else that goes wrong is a fault of ours. */
export async function mayBeRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

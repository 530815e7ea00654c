import "server-only";
import type { Context } from "@/lib/context";
import { actAs } from "@/lib/reach/reach";

const LABELS = { install_link: "Install link", marketplace: "HubSpot Marketplace" } as const;

export type StrangerSource = keyof typeof LABELS;

export function isStrangerSource(source: string): source is StrangerSource {
  return Object.hasOwn(LABELS, source);
}

/**
 * Acts as nobody of us, whoever may be signed in: an install by a customer is never bound to a person here. The label
 * says in the audit log how they came.
 */
export function asStranger(ctx: Context, source: StrangerSource): Context {
  const { ip, userAgent } = ctx.actor;
  return actAs(ctx, { kind: "anonymous", label: LABELS[source], ip, userAgent });
}

import type { ActivityItem } from "@/lib/audit/query";
import { ROLE_LABELS, ROLES } from "@/lib/auth/roles";
import { say } from "@/lib/say/say";

/** A line of the log as the browser gets it: without what is empty, because a page holds fifty of them. */
export interface ActivityRow {
  seq: string;
  /** Milliseconds since 1970. */
  at: number;
  actor: string;
  actorKind: string;
  action: string;
  /** Left out when it was done. */
  outcome?: string;
  requestId: string;
  ip?: string;
  target?: string;
  portalId?: string;
  correlationId?: string;
  changes?: [field: string, before: string, after: string][];
  details?: [name: string, value: string][];
}

const ACTOR_KINDS = {
  api_key: "API key",
  system: "Background work",
  operator: "In a shell",
  anonymous: "Not signed in",
} as const;

/** What the table shows of an event. */
export function rowOf(item: ActivityItem): ActivityRow {
  const { seq, actor, action, outcome, requestId } = item;
  return {
    seq,
    at: item.at.getTime(),
    actor,
    actorKind: kindOfActor(item),
    action,
    requestId,
    ...(outcome !== "ok" && { outcome }),
    ...(item.ip && { ip: item.ip }),
    ...(item.target && { target: item.target }),
    ...(item.portalId && { portalId: item.portalId }),
    ...(item.correlationId && { correlationId: item.correlationId }),
    ...(item.changes.length > 0 && { changes: item.changes }),
    ...(item.details.length > 0 && { details: item.details }),
  };
}

function kindOfActor({ actorKind, actorRole }: ActivityItem): string {
  const role = ROLES.find((one) => one === actorRole);
  if (role) return say.any(ROLE_LABELS[role]);
  // One of the team's own is kept by its name.
  if (actorRole !== null) return actorRole;
  return say(
    actorKind in ACTOR_KINDS ? ACTOR_KINDS[actorKind as keyof typeof ACTOR_KINDS] : "Person",
  );
}

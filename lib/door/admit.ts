import "server-only";
import type { IncomingMessage } from "node:http";
import { assertMay, choosePortal, keyHashOf } from "./authenticate";
import { Problem, type ProblemCode } from "./problems";
import type { Knowledge, PortalFacts } from "./read-statement";
import type { Reader } from "./reader";
import type { Refusals } from "./refusals";
import type { DescribedRoute } from "./routes";

/** A call as its address names it. */
export interface Found {
  route: DescribedRoute;
  hubId: string | null;
  query: URLSearchParams;
}

export interface Admitted {
  key: Knowledge["key"];
  keyId: string;
  query: Record<string, unknown>;
  /** Present where the route is about one. */
  portal: PortalFacts | undefined;
}

/** Refusals that tell of a wrong key, or of one in the wrong hands. */
const NOTED: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "missing_key",
  "invalid_key",
  "expired_key",
  "revoked_key",
  "insufficient_scope",
]);
/** As the audit log names a refusal of which the caller is not told. */
const BEYOND_KEY = "portal_not_allowed";
const HUB_ID = /^[1-9]\d{0,17}$/;

/** The header in which the socket's owner names the client; a client cannot set it (bin/server/client-address). */
const ADDRESS_HEADER = "x-portico-client-ip";

/**
 * Looks key and portal up and decides whether the call may be made.
 * @throws Problem
 */
export async function admit(
  reader: Reader,
  refusals: Refusals,
  request: IncomingMessage,
  found: Found,
): Promise<Admitted> {
  let known: Knowledge | undefined;
  try {
    const query = readQuery(found);
    known = await reader.look({
      keyHash: keyHashOf(request),
      hubId: found.hubId !== null && HUB_ID.test(found.hubId) ? found.hubId : null,
      appSlug: typeof query.values.app === "string" ? query.values.app : null,
      clientId: null,
    });
    const { key, portals } = known;
    assertMay(key, found.route.permission);
    const wrong = query.problem ?? hubIdProblem(found.hubId);
    if (wrong) throw new Problem("invalid_request", { detail: wrong });
    const portal = found.route.about === "portal" ? choosePortal(portals) : undefined;
    return { key, keyId: String(key.keyId), query: query.values, portal };
  } catch (error) {
    if (error instanceof Problem) noteRefusal(refusals, error, request, known?.key);
    throw error;
  }
}

/** Notes a refused call. @throws Problem rate_limited instead of what was refused, when its address has had too many */
export function noteRefusal(
  refusals: Refusals,
  { code, status, options }: Problem,
  request: IncomingMessage,
  key: Knowledge["key"] | undefined,
): void {
  const reason = options.isBeyondKey ? BEYOND_KEY : code;
  if (reason === code && !NOTED.has(code)) return;
  const address = addressOf(request);
  const named = key?.keyId ? { id: key.keyId, label: keyLabel(key) } : null;
  const retryAfterSeconds = refusals.note(reason, address, named);
  if (retryAfterSeconds > 0 && status === 401)
    throw new Problem("rate_limited", { retryAfterSeconds });
}

/** Who calls, as the socket knows it. */
export function addressOf({ headers }: Pick<IncomingMessage, "headers">): string {
  return String(headers[ADDRESS_HEADER] ?? "");
}

/** A key as the audit log names it. */
export function keyLabel({ name, prefix }: Knowledge["key"]): string {
  return `${name} (${prefix})`;
}

function readQuery({ route, query }: Found): {
  values: Record<string, unknown>;
  problem?: string;
} {
  const names = [...new Set(query.keys())];
  const twice = names.find((name) => query.getAll(name).length > 1);
  if (twice) return { values: {}, problem: `${twice}: is there more than once.` };
  // A parameter without a value is one that was not given: forms and clients write those too.
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ""));
  const parsed = route.query.safeParse(given);
  if (parsed.success) return { values: parsed.data };
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys")
    return { values: {}, problem: `${issue.keys[0]}: there is no such parameter.` };
  return { values: {}, problem: `${String(issue?.path[0])}: ${issue?.message}.` };
}

function hubIdProblem(hubId: string | null): string | undefined {
  return hubId === null || HUB_ID.test(hubId) ? undefined : "hubId: must be a number, like 62515.";
}

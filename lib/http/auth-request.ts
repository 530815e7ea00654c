import "server-only";
import { plainResponse } from "./plain-response";

/** What next-auth's browser side asks for. Whatever else next-auth would answer has no use here. */
const READS = new Set(["csrf", "error", "providers", "session", "signin", "signout"]);
const CHANGES = new Set(["callback/credentials", "signout"]);
/** Codes as next-auth and lib/auth/options write them; they go into a Location header. */
const CODE = /^[\w.]{1,64}$/;

/**
 * Answers a request to next-auth's endpoint that next-auth itself would stumble over, or that would let strangers write
 * into the log; null for one it can have.
 * @param action the path below /api/auth
 */
export function answerOddAuthRequest(request: Request, action: string): Response | null {
  if (request.method !== "POST") {
    const code = new URL(request.url).searchParams.get("error");
    if (READS.has(action) && (code === null || CODE.test(code))) return null;
    return plainResponse(404, "There is nothing at this address.");
  }
  // The browser side reports its own troubles here. Its sender may be anybody, so they are not kept.
  if (action === "_log") return new Response(null, { status: 204 });
  if (!CHANGES.has(action)) return plainResponse(404, "There is nothing at this address.");
  const type = request.headers.get("content-type") ?? "";
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return null;
  return plainResponse(415, "Signing in and out takes a plain form and nothing else.");
}

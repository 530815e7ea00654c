import "server-only";
import type { NextRequest } from "next/server";
import { plainResponse } from "./plain-response";

/** What next-auth's browser side asks for. Whatever else next-auth would answer has no use here. */
const READS = new Set([
  "callback/oidc",
  "csrf",
  "error",
  "providers",
  "session",
  "signin",
  "signout",
]);
const CHANGES = new Set(["callback/credentials", "signin/oidc", "signout"]);
/** Codes as next-auth and lib/auth/options write them; they go into a Location header. */
const CODE = /^[\w.]{1,64}$/;

/** In which next-auth remembers where to go on (lib/auth/options). */
const RETURN_COOKIE = /^(?:__Host-)?portico\.return-to$/;

/**
 * Answers a request to next-auth's endpoint that next-auth itself would stumble over, or that would let strangers write
 * into the log; null for one it can have.
 * @param action the path below /api/auth
 */
export function answerOddAuthRequest(request: NextRequest, action: string): Response | null {
  const odd = answerOddReturn(request);
  if (odd) return odd;
  if (request.method !== "POST") {
    const code = new URL(request.url).searchParams.get("error");
    if (READS.has(action) && (code === null || CODE.test(code))) return null;
    return plainResponse(404, "There is nothing at this address.");
  }
  // The browser side reports its own troubles here. Its sender may be anybody, so they are not kept.
  if (action === "_log") return new Response(null, { status: 204 });
  if (!CHANGES.has(action)) return plainResponse(404, "There is nothing at this address.");
  // next-auth hands the query on to the identity provider.
  const query = request.nextUrl.search;
  if (action === "signin/oidc" && query !== "" && query !== "?prompt=login")
    return plainResponse(400, "Signing in takes nothing in its address.");
  const type = request.headers.get("content-type") ?? "";
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return null;
  return plainResponse(415, "Signing in and out takes a plain form and nothing else.");
}

/** next-auth calls it a fault of its settings, 500, when the address to go on to is none. */
function answerOddReturn({ nextUrl, cookies }: NextRequest): Response | null {
  const kept = cookies.getAll().filter(({ name }) => RETURN_COOKIE.test(name));
  const odd = kept.filter(({ value }) => !isAddress(value, nextUrl.origin));
  const asked = nextUrl.searchParams.getAll("callbackUrl");
  if (odd.length === 0 && asked.every((text) => isAddress(text, nextUrl.origin))) return null;
  const answer = plainResponse(400, "There is no such address to go on to. Try again.");
  // What a browser keeps it would send again.
  for (const { name } of odd)
    answer.headers.append(
      "set-cookie",
      `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${name.startsWith("__Host-") ? "; Secure" : ""}`,
    );
  return answer;
}

/** As next-auth reads it; nothing at all is the front page. */
function isAddress(text: string, origin: string): boolean {
  if (text === "") return true;
  const base = text.startsWith("/") ? origin : undefined;
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}

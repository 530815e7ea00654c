import { anonymousContext } from "@/lib/auth/session";
import { securityHeaders } from "@/lib/http/security-headers";
import { logoHash } from "@/lib/public-pages/brand";
import { findLogo } from "@/lib/public-pages/settings";

/** Public: the company's logo. Its address holds its hash, so what a browser has need never be asked for again. */
export async function GET(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const headers = new Headers(securityHeaders(url));
  // Were it ever read as a page, it could do nothing.
  headers.set("content-security-policy", "default-src 'none'; sandbox");
  const hash = logoHash(url.pathname.split("/").pop() ?? "");
  const logo = hash ? await findLogo(await anonymousContext(), hash) : null;
  if (!logo) return new Response(null, { status: 404, headers });
  headers.set("content-type", logo.type);
  headers.set("cache-control", "public, max-age=31536000, immutable");
  return new Response(logo.bytes, { headers });
}

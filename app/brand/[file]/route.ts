import { anonymousContext } from "@/lib/auth/session";
import { securityHeaders } from "@/lib/http/security-headers";
import { logoHash } from "@/lib/public-pages/brand";
import { brandSheet } from "@/lib/public-pages/brand-sheet";
import { findLogo } from "@/lib/public-pages/settings";

/**
 * Public: the company's logo, and its colour as a style sheet. The address of the logo holds its hash, so what a browser has
 * need never be asked for again.
 */
export async function GET(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const headers = new Headers(securityHeaders(url));
  // Were it ever read as a page, it could do nothing.
  headers.set("content-security-policy", "default-src 'none'; sandbox");
  const file = url.pathname.split("/").pop() ?? "";
  const sheet = brandSheet(file);
  if (sheet) {
    headers.set("content-type", "text/css; charset=utf-8");
    // Not for ever: a later release may mix the colours another way.
    headers.set("cache-control", "public, max-age=3600");
    return new Response(sheet, { headers });
  }
  const hash = logoHash(file);
  const logo = hash ? await findLogo(await anonymousContext(), hash) : null;
  if (!logo) return new Response(null, { status: 404, headers });
  headers.set("content-type", logo.type);
  headers.set("cache-control", "public, max-age=31536000, immutable");
  return new Response(logo.bytes, { headers });
}

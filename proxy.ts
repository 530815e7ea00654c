import { NextResponse, type NextRequest } from "next/server";
import { isCustomerPage, LOCALE_HEADER } from "@/lib/http/customer-page";
import { contentSecurityPolicy, securityHeaders } from "@/lib/http/security-headers";
import { LANGUAGE_COOKIE, pickLocale, type AnyLocale } from "@/lib/words/locales";

/** Headers, nonce and language for every page. It decides nothing about access: pages, actions and handlers do. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const csp = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", csp);
  headers.set("x-portico-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // A visitor's own word for it counts nothing.
  headers.delete(LOCALE_HEADER);
  const locale = await localeOf(request);
  if (locale) headers.set(LOCALE_HEADER, locale);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  for (const [name, value] of securityHeaders(request.nextUrl)) response.headers.set(name, value);
  if (locale) tellLocale(response, request, locale);
  return response;
}

async function localeOf(request: NextRequest): Promise<AnyLocale | undefined> {
  if (!isCustomerPage(request.nextUrl.pathname)) return undefined;
  // Brings the database along, which no other request needs here.
  const { readOfferedLocales, wishesOf } = await import("@/lib/http/visitor-locale");
  const kept = request.cookies.get(LANGUAGE_COOKIE)?.value;
  const wishes = wishesOf(request.nextUrl.searchParams, request.headers, kept);
  return pickLocale(wishes, await readOfferedLocales());
}

/** A choice is kept for the next page, which HubSpot leads to without it. */
function tellLocale(response: NextResponse, { nextUrl }: NextRequest, locale: AnyLocale): void {
  response.headers.set("content-language", locale);
  response.headers.append("vary", "accept-language, cookie");
  if (nextUrl.searchParams.get("lang") !== locale) return;
  response.cookies.set(LANGUAGE_COOKIE, locale, {
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: nextUrl.protocol === "https:",
    maxAge: 31_536_000,
  });
}

// A logo and a colour bring their own headers: they may be kept. What else is asked for beside them is a page.
export const config = {
  matcher: [
    "/((?!_next/static/|mark/icon[.](?:svg|ico)$|brand/(?:[0-9a-f]{64}[.](?:png|jpg|webp)|[0-9a-f]{6}[.]css)$).*)",
  ],
};

import "server-only";
import { NextResponse, type NextRequest } from "next/server";
import { getEnv } from "@/lib/env";
import { isLoopback } from "@/lib/hubspot/origins";

/**
 * Requests for another host than PORTICO_URL: cookies and redirect URIs belong to that origin (SEC-75). A page asked
 * for as 127.0.0.1 instead of localhost is sent over; anything else is told what to configure. Health checks may use
 * any name.
 */
export function hostAnswer(request: NextRequest): NextResponse | undefined {
  const expected = new URL(getEnv().origin);
  const host = request.headers.get("host") ?? "";
  if (host === expected.host || request.nextUrl.pathname.startsWith("/api/health/")) return undefined;
  const asked = parseHost(host);
  if (asked && isLoopback(asked) && isLoopback(expected) && request.method === "GET") {
    const target = new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, expected);
    return NextResponse.redirect(target, 307);
  }
  const message = `This Portico answers at ${expected.origin}. Open it there, or set PORTICO_URL to the address people use (and let a reverse proxy pass the Host header on).\n`;
  return new NextResponse(message, {
    status: 421,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

function parseHost(host: string): URL | undefined {
  try {
    return new URL(`http://${host}`);
  } catch {
    return undefined;
  }
}

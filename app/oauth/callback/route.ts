import type { NextRequest } from "next/server";
import { getEnv } from "@/lib/env";
import { callbackTarget } from "@/lib/http/callback-target";

/**
 * HubSpot's redirect target. Whatever happens, the browser is sent on to an address without code and state. The target
 * is a page of this console, or HubSpot's own host after a Marketplace install.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const target = await callbackTarget(request.nextUrl.searchParams);
  return new Response(null, {
    status: 303,
    headers: {
      location: new URL(target, getEnv().origin).toString(),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

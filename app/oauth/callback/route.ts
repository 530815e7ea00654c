import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { connectCookieName } from "@/lib/auth/cookies";
import { requireActor } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { callbackTarget } from "@/lib/http/callback-target";
import { completeConnect } from "@/lib/portals/complete-connect";

/** HubSpot's redirect target. Whatever happens, the browser is sent on to an address without code and state. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const path = await callbackTarget(async () => {
    const ctx = await requireActor("portals.connect");
    return completeConnect(ctx, {
      state: query.get("state") ?? undefined,
      code: query.get("code") ?? undefined,
      error: query.get("error") ?? undefined,
      browserToken: (await cookies()).get(connectCookieName(getEnv()))?.value,
    });
  });
  return new Response(null, {
    status: 303,
    headers: {
      location: new URL(path, getEnv().origin).toString(),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

import "server-only";
import { cookies } from "next/headers";
import { getViewer } from "@/lib/auth/session";
import { knownTimeZone } from "@/lib/zoned-time";
import { TIME_ZONE_COOKIE } from "./time-zone-cookie";

/** The zone that the viewer chose, else the one their browser reported, else UTC; server and browser then write the same text. */
export async function viewerTimeZone(): Promise<string> {
  const chosen = knownTimeZone((await getViewer())?.timeZone);
  return chosen ?? (await browserTimeZone()) ?? "UTC";
}

/** The time zone that the browser reported. */
export async function browserTimeZone(): Promise<string | undefined> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value;
  return zone === undefined ? undefined : knownTimeZone(decode(zone));
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

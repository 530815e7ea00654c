import "server-only";
import { cookies } from "next/headers";
import { getViewer } from "@/lib/auth/session";
import { TIME_ZONE_COOKIE } from "./time-zone-cookie";

/** The zone that the viewer chose, else the one their browser reported, else UTC; server and browser then write the same text. */
export async function viewerTimeZone(): Promise<string> {
  const chosen = knownZone((await getViewer())?.timeZone);
  return chosen ?? (await browserTimeZone()) ?? "UTC";
}

/** The time zone that the browser reported. */
export async function browserTimeZone(): Promise<string | undefined> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value;
  return zone === undefined ? undefined : knownZone(decode(zone));
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** The zone under the name that the platform has for it; undefined where it knows none. */
export function knownZone(zone: string | null | undefined): string | undefined {
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

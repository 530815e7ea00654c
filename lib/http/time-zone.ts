import "server-only";
import { cookies } from "next/headers";
import { TIME_ZONE_COOKIE } from "./time-zone-cookie";

/** The viewer's time zone as their browser reported it, else UTC; server and browser then write the same text. */
export async function viewerTimeZone(): Promise<string> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value;
  if (!zone) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(zone) }).resolvedOptions()
      .timeZone;
  } catch {
    return "UTC";
  }
}

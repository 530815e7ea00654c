import { authenticateBearer } from "./bearer";
import { json } from "./http";
import type { Call, Reply } from "./http";
import { now } from "./state";
import type { SimState } from "./state";

/** `GET /account-info/{version}/details`, scope `oauth`. */
export function handleAccountDetails(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, ["oauth"]);
  if ("failure" in caller) return caller.failure;
  const { portal, rateHeaders } = caller;
  const offsetMs = utcOffset(portal.timeZone, now(state));
  return json(
    200,
    {
      portalId: portal.hubId,
      accountType: portal.accountType,
      timeZone: portal.timeZone,
      companyCurrency: portal.companyCurrency,
      additionalCurrencies: portal.additionalCurrencies,
      utcOffset: formatOffset(offsetMs),
      utcOffsetMilliseconds: offsetMs,
      uiDomain: portal.uiDomain,
      dataHostingLocation: portal.hublet,
    },
    rateHeaders,
  );
}

/** Milliseconds the zone is ahead of UTC at that moment (negative when behind). */
function utcOffset(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = parts.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -1 : 1) * minutes * 60_000;
}

function formatOffset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (n: number) => String(n).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

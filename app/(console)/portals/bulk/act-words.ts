import type { BrowserSay } from "@/components/words/say-provider";
import type { BulkActionName } from "@/lib/bulk/words";

const TITLES = {
  refresh: { one: "Refresh 1 portal", other: "Refresh {count:number} portals" },
  revoke: { one: "Revoke 1 portal", other: "Revoke {count:number} portals" },
  uninstall: { one: "Uninstall 1 portal", other: "Uninstall {count:number} portals" },
} as const satisfies Record<BulkActionName, { one: string; other: string }>;

/** What is done with how many portals: the heading of a job, and the button that starts it. */
export function actTitle(
  say: Pick<BrowserSay, "count">,
  act: BulkActionName,
  count: number,
): string {
  const { one, other } = TITLES[act];
  return say.count(count, one, other);
}

// Client-safe: how much a key was used, in words.
import { formatNumber } from "@/lib/format";

/** "12 reads, 340 calls to HubSpot"; "" when there was neither. */
export function usesInWords({ reads, calls }: { reads: number; calls: number }): string {
  return [counted(reads, "read", "reads"), counted(calls, "call to HubSpot", "calls to HubSpot")]
    .filter(Boolean)
    .join(", ");
}

function counted(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${one}` : `${formatNumber(count)} ${many}`;
}

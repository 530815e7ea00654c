import { say } from "@/lib/say/say";

/** How much a key was used: "12 reads, 340 calls to HubSpot"; "" when there was neither. */
export function usesInWords({ reads, calls }: { reads: number; calls: number }): string {
  const parts = [
    reads > 0 && say.count(reads, "{count:number} read", "{count:number} reads"),
    calls > 0 &&
      say.count(calls, "{count:number} call to HubSpot", "{count:number} calls to HubSpot"),
  ];
  return parts.filter(Boolean).join(", ");
}

import { say } from "@/lib/say/say";
import type { Ended } from "./manage";

/** What an act on somebody ended, and what it did not, as sentences that follow another; nothing when there was none. */
export function withdrawnWords({ linksWithdrawn, keysLeft }: Ended): string {
  const links = say.count(
    linksWithdrawn,
    "{count:number} open link that they made or that was for them was withdrawn.",
    "{count:number} open links that they made or that were for them were withdrawn.",
  );
  const keys = say.count(
    keysLeft,
    "{count:number} API key that they made, and have seen, goes on working: rotate or revoke it in Settings, API keys.",
    "{count:number} API keys that they made, and have seen, go on working: rotate or revoke them in Settings, API keys.",
  );
  return `${linksWithdrawn > 0 ? ` ${links}` : ""}${keysLeft > 0 ? ` ${keys}` : ""}`;
}

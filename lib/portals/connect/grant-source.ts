// Client-safe: how a grant came here, in words.
import type { GrantSource } from "@/lib/db/generated/enums";

interface Starter {
  name: string;
  email: string;
}

/** What stands at "Started by": one of us, or the way a customer came. */
export function startedByWords(source: GrantSource, starter: Starter | null): string {
  if (source === "install_link") return "Installed through the install link";
  if (source === "marketplace") return "Installed through the HubSpot Marketplace";
  const who = starter ? `${starter.name} (${starter.email})` : "Somebody who has left";
  if (source === "import") return `${who}, by an import`;
  return source === "pasted" ? `${who}, with a pasted address` : who;
}

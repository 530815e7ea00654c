// How a grant came here, in the words of whoever looks.
import type { GrantSource } from "@/lib/db/generated/enums";
import { say } from "@/lib/say/say";

interface Starter {
  name: string;
  email: string;
}

/** What stands at "Started by": one of us, or the way a customer came. */
export function startedByWords(source: GrantSource, starter: Starter | null): string {
  if (source === "install_link") return say("Installed through the install link");
  if (source === "marketplace") return say("Installed through the HubSpot Marketplace");
  const who = starter ? `${starter.name} (${starter.email})` : say("Somebody who has left");
  if (source === "import") return say("{who}, by an import", { who });
  return source === "pasted" ? say("{who}, with a pasted address", { who }) : who;
}

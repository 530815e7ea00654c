import type { SecretReplaced } from "./replace-secret";
import { say } from "@/lib/say/say";

/** The outcome of a replacement in a sentence or two. */
export function replacedWords({ fingerprint, provedBy, previousUntil }: SecretReplaced): string {
  const replaced = say("Secret replaced, fingerprint {fingerprint}.", { fingerprint });
  if (provedBy === null) {
    const doubt = say(
      "HubSpot could not be asked whether it accepts it, so the previous one is kept for 24 hours.",
    );
    return `${replaced} ${doubt}`;
  }
  const proof =
    provedBy === "grant"
      ? say("HubSpot accepted it for a stored connection.")
      : say("HubSpot accepts it.");
  const kept = previousUntil ? [say("The previous one is kept for now.")] : [];
  return [replaced, proof, ...kept].join(" ");
}

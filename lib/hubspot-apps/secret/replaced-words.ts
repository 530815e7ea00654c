import type { SecretReplaced } from "./replace-secret";

/** The outcome of a replacement in a sentence or two. */
export function replacedWords({ fingerprint, provedBy, previousUntil }: SecretReplaced): string {
  const replaced = `Secret replaced, fingerprint ${fingerprint}.`;
  if (provedBy === null) {
    return `${replaced} HubSpot could not be asked whether it accepts it, so the previous one is kept for 24 hours.`;
  }
  const proof =
    provedBy === "grant" ? "HubSpot accepted it for a stored connection." : "HubSpot accepts it.";
  return `${replaced} ${proof}${previousUntil ? " The previous one is kept for now." : ""}`;
}

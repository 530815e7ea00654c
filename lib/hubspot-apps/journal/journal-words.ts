// Client-safe: what HubSpot's answers about the webhooks journal mean, in words.

/** What stands in `HubSpotApp.journalProblem`. */
export type JournalProblem =
  "scopes" | "forbidden" | "credentials" | "unreadable" | "foreign_url" | "passing" | "unknown";

const WORDS: Record<JournalProblem, string> = {
  scopes:
    "HubSpot does not grant this app the scopes of the webhooks journal (BAD_SCOPES). Not every developer account can have them: ask HubSpot, or leave the switch off. Uninstalls are then noticed by a refused refresh.",
  forbidden:
    "HubSpot gave a token for the app but refuses the journal to it. Check in HubSpot that the app has the developer.webhooks_journal scopes.",
  credentials:
    "HubSpot refuses the app's client ID or secret. Test the credentials; the journal comes after them.",
  unreadable: "An entry of the journal could not be read and was passed over.",
  foreign_url:
    "HubSpot named an address outside of its own hosts for an entry of the journal. It was not fetched, and the entry was passed over.",
  passing: "HubSpot did not answer properly. Portico tries again in a minute.",
  unknown: "HubSpot refused for a reason Portico does not know. Portico tries again in a minute.",
};

export function journalWords(problem: string): string {
  return WORDS[problem as JournalProblem] ?? WORDS.unknown;
}

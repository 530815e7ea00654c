// Client-safe: what an import found and did, in words.
import { explainFailure } from "@/lib/portals/explain-failure";

/** What is wrong with a line of the file itself. */
export type LineProblem =
  | "token_missing"
  | "token_malformed"
  | "private_app_token"
  | "hub_id_malformed"
  | "too_many_cells"
  | "not_an_entry"
  | "not_json";

export const FINDINGS = [
  "importable",
  "duplicate",
  "dead",
  "foreign",
  "invalid",
  "unknown",
] as const;
export type Finding = (typeof FINDINGS)[number];

/** A row is shown under what became of it, and until then under what the check found. */
export const ROW_STATES = ["imported", "failed", "cancelled", ...FINDINGS, "unchecked"] as const;
export type RowState = (typeof ROW_STATES)[number];

export type Tone = "neutral" | "ok" | "warn" | "danger" | "info";

export const ROW_STATE_WORDS: Record<RowState, { label: string; tone: Tone; meaning: string }> = {
  imported: { label: "Imported", tone: "ok", meaning: "Connected; its tokens are kept fresh." },
  failed: { label: "Failed", tone: "danger", meaning: "It was tried and did not work." },
  cancelled: {
    label: "Cancelled",
    tone: "neutral",
    meaning: "The import was cancelled before it.",
  },
  importable: { label: "Importable", tone: "info", meaning: "HubSpot accepts the token." },
  duplicate: { label: "Duplicate", tone: "neutral", meaning: "It is here already." },
  dead: { label: "Dead", tone: "danger", meaning: "HubSpot does not accept the token." },
  foreign: { label: "Foreign", tone: "danger", meaning: "The token belongs to another app." },
  invalid: { label: "Invalid", tone: "danger", meaning: "The line cannot be imported." },
  unknown: { label: "Unknown", tone: "warn", meaning: "HubSpot did not answer for it." },
  unchecked: { label: "Not checked yet", tone: "neutral", meaning: "It is waiting for its turn." },
};

/** The columns that say how a row stands. */
export interface RowStanding {
  status: "pending" | "done" | "failed" | "skipped";
  finding: string | null;
  failureKind: string | null;
  /** A Hub ID or a line number, depending on the kind. */
  failureStatus: string | null;
}

export function rowState({ status, finding, failureKind }: RowStanding): RowState {
  if (status === "done") return "imported";
  if (status === "failed") return "failed";
  if (status === "skipped" && failureKind === "cancelled") return "cancelled";
  return FINDINGS.find((name) => name === finding) ?? "unchecked";
}

const REASONS: Record<string, (about: string) => string> = {
  token_missing: () => "The line has no refresh token.",
  token_malformed: () => "This is not a token: it is too short, too long or has spaces in it.",
  private_app_token: () => "This is the token of a private app (pat-...), not a refresh token.",
  hub_id_malformed: () => "The Hub ID is not a whole number.",
  too_many_cells: () => "The line has more cells than the header has columns.",
  not_an_entry: () => "This is neither a token nor an object with a token.",
  not_json: () => "The line is not JSON.",
  access_token: () => "This is an access token, not a refresh token.",
  other_hub: (about) =>
    `HubSpot says that the token belongs to Hub ${about}, not to the Hub ID of the file.`,
  in_file: (about) => `The same token stands on line ${about}.`,
  hub_in_file: (about) => `Line ${about} has another token of the same portal.`,
  token_known: () => "This token is stored here already.",
  earlier_import: () => "An earlier import has dealt with this token.",
  portal_connected: () =>
    "This portal is connected here already. Its grant stays; use Reconnect to replace it.",
  inactive: () =>
    "HubSpot calls the token inactive: it was revoked, the app was uninstalled, or it belongs to another app.",
  foreign_app: () => "HubSpot says that the token was issued to another app.",
  inactive_token: () => "HubSpot gave an access token and calls it inactive.",
  outcome_unknown: () =>
    "Portico stopped while HubSpot was answering for this row, and HubSpot no longer accepts the token: it may have given another one, which never arrived. Connect the portal instead.",
  no_hub_id: () => "HubSpot did not say which account the token belongs to.",
  cancelled: () => "The import was cancelled before this row.",
};

/** Why a row stands as it does; empty when there is nothing to explain. */
export function rowReason({ status, failureKind, failureStatus }: RowStanding): string {
  if (!failureKind) return "";
  const known = REASONS[failureKind];
  if (known) return known(failureStatus ?? "?");
  const { what } = explainFailure({ kind: failureKind });
  return status === "pending" ? `${what} It will be tried again.` : what;
}

export type JobStatus = "checking" | "ready" | "running" | "cancelled" | "finished";

export const JOB_WORDS: Record<JobStatus, { label: string; tone: Tone }> = {
  checking: { label: "Checking", tone: "info" },
  ready: { label: "Ready to import", tone: "warn" },
  running: { label: "Importing", tone: "info" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  finished: { label: "Finished", tone: "ok" },
};

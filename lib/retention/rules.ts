// Client-safe: what is forgotten, and when unless somebody says otherwise.
import { LEAST_DAYS } from "@/lib/audit/least-days";

export const RETENTION_KINDS = [
  "attempts",
  "sessions",
  "links",
  "jobs",
  "alerts",
  "uses",
  "looks",
  "ended",
  "audit",
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export interface RetentionWords {
  label: string;
  /** What goes, and what stays. */
  meaning: string;
  /** In days; 0 keeps it for good. */
  standard: number;
  least: number;
}

export const MOST_DAYS = 3_650;

export const RETENTION: Record<RetentionKind, RetentionWords> = {
  attempts: {
    label: "Connection attempts",
    meaning: "Trips to HubSpot's consent page that ended. The grants they made stay.",
    standard: 180,
    least: 1,
  },
  sessions: {
    label: "Ended sessions",
    meaning: "When and from where people were signed in. The activity log has its own lines.",
    standard: 30,
    least: 1,
  },
  links: {
    label: "One-time links",
    meaning: "Invitations and password resets that were used, withdrawn or ran out.",
    standard: 90,
    least: 1,
  },
  jobs: {
    label: "Finished imports and bulk actions",
    meaning: "Their rows and outcomes. What they did stays.",
    standard: 180,
    least: 7,
  },
  alerts: {
    label: "Events and deliveries",
    meaning: "What was told to whom, and what came back. Replay reaches as far.",
    standard: 30,
    least: 2,
  },
  uses: {
    label: "Use by API keys",
    meaning: "Which key read which portal's token on which day.",
    standard: 90,
    least: 30,
  },
  looks: {
    label: "What support looked up",
    meaning: "Who looked at which portal on which day. What was done has its own lines.",
    standard: 90,
    least: 30,
  },
  ended: {
    label: "Installers of ended grants",
    meaning:
      "Address and HubSpot user id of who made a grant that was replaced, revoked or uninstalled. The grant's dates and scopes stay.",
    standard: 0,
    least: 0,
  },
  audit: {
    label: "The activity log",
    meaning:
      "Who did what, and when. It is cut at a signed checkpoint, so what is left stays provable. Export it first.",
    standard: 0,
    least: LEAST_DAYS,
  },
};

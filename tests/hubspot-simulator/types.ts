import type { z } from "zod";
import type {
  appSchema,
  authorizeSchema,
  contactSchema,
  contactsSchema,
  faultSchema,
  portalSchema,
  settingsSchema,
  userSchema,
} from "./schemas";

export type SimApp = z.output<typeof appSchema>;
export type SimAppInput = z.input<typeof appSchema>;
export type SimUser = z.output<typeof userSchema>;
export type SimContact = z.output<typeof contactSchema>;
export type SimContactChange = z.output<typeof contactsSchema>["contacts"][number];
export type SimPortal = z.output<typeof portalSchema>;
export type SimPortalInput = z.input<typeof portalSchema>;
export type SimFaultInput = z.input<typeof faultSchema>;
export type SimFault = z.output<typeof faultSchema> & { id: string; used: number };
export type SimSettings = z.output<typeof settingsSchema>;
export type SimAuthorizeInput = z.input<typeof authorizeSchema>;

/** One person's consent for one app in one account; it owns exactly one current refresh token. */
export interface SimGrant {
  id: string;
  clientId: string;
  hubId: number;
  userId: number;
  scopes: string[];
  refreshToken: string;
  alive: boolean;
  endedBy?: "revoked" | "uninstalled";
  createdAt: number;
}

export interface SimRefreshToken {
  token: string;
  grant: SimGrant;
  /** True once a newer token took its place. */
  rotated: boolean;
}

export interface SimAccessToken {
  token: string;
  clientId: string;
  /** Null for an app-level token of the client_credentials grant. */
  hubId: number | null;
  userId: number | null;
  scopes: string[];
  /** Epoch milliseconds on the simulator's clock. */
  expiresAt: number;
}

export interface SimAuthCode {
  code: string;
  clientId: string;
  redirectUri: string;
  hubId: number;
  userId: number;
  scopes: string[];
  codeChallenge?: string;
  expiresAt: number;
  used: boolean;
}

export interface SimInstall {
  clientId: string;
  hubId: number;
  installingUserId: number;
  appInstallId: string;
}

/** The webhooks journal: what apps asked for, and what was written, oldest first. */
export interface SimJournal {
  subscriptions: { id: number; clientId: string; eventTypeId: string; createdAt: string }[];
  entries: SimJournalEntry[];
}

export interface SimJournalEntry {
  offset: string;
  clientId: string;
  /** The address HubSpot names for the entry, when it is not the simulator's own. */
  url?: string;
  file: unknown;
}

export interface SimCounters {
  exchanges: number;
  refreshes: number;
  rotations: number;
  introspections: number;
  revocations: number;
  uninstalls: number;
  reusedAuthCodes: number;
  reusedRotatedTokens: number;
  /** Refresh calls that arrived while another for the same grant was still being answered. */
  overlappingRefreshes: number;
}

export interface SimLoggedRequest {
  n: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  form: Record<string, string>;
  headers: Record<string, string>;
  /** The status sent, or null while unanswered and when the connection was dropped before a status. */
  status: number | null;
  outcome: "pending" | "answered" | "hung" | "dropped";
  faultId?: string;
}

/** What `GET /state` of the control side answers. */
export interface SimStateView {
  apps: SimApp[];
  portals: SimPortal[];
  installs: SimInstall[];
  grants: SimGrant[];
  refreshTokens: {
    token: string;
    grantId: string;
    hubId: number;
    clientId: string;
    rotated: boolean;
    alive: boolean;
  }[];
  accessTokens: (SimAccessToken & { alive: boolean })[];
  codes: (SimAuthCode & { alive: boolean })[];
  counters: SimCounters;
  settings: SimSettings;
}

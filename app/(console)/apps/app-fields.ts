import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";

/** What an app form begins with. */
export type AppFormValues = {
  name: string;
  clientId: string;
  redirectUri: string;
  requiredScopes: string[];
  conditionalScopes: string[];
  optionalScopes: string[];
  apiVersion: string;
};

/** Set when an app is changed: its id, the state the form was opened on, and what its portals granted. */
export type ExistingApp = { appId: string; updatedAt: string; grantedSets: GrantedSet[] };

export const APP_LABELS = {
  name: "Name",
  clientId: "Client ID",
  clientSecret: "Client secret",
  redirectUri: "Redirect URI",
  requiredScopes: "Required scopes",
  conditionalScopes: "Conditionally required",
  optionalScopes: "Optional scopes",
  apiVersion: "OAuth API version",
} as const satisfies Record<keyof AppFormValues | "clientSecret", string>;

/** What a draft keeps: everything but the secret. */
export const DRAFT_FIELDS = [
  "name",
  "clientId",
  "redirectUri",
  "requiredScopes",
  "conditionalScopes",
  "optionalScopes",
  "apiVersion",
] as const satisfies (keyof AppFormValues)[];

/** The name under which the draft of a new app is kept in the browser, for one person. */
export const newAppDraft = (personId: string) => `${personId}:new-app`;

/** The same for an app that is changed. */
export const appDraft = (personId: string, appId: string) => `${personId}:app:${appId}`;

/** Every kind of event in the audit log, with the words a person reads. Closed: a new act needs a new line here. */
export const AUDIT_ACTIONS = {
  "app.created": "Added an app",
  "app.updated": "Changed an app",
  "app.deleted": "Deleted an app",
  "app.secret_replaced": "Replaced a client secret",
  "app.secret_viewed": "Viewed a secret's fingerprint",
  "app.credentials_tested": "Tested an app's credentials",
  "app.credentials_refused": "HubSpot refused an app's credentials",
  "app.credentials_accepted": "HubSpot accepts an app's credentials again",
  "app.refreshes_paused": "HubSpot fails an app's refreshes, so they pause",
  "app.refreshes_resumed": "HubSpot answers for an app again",
  "app.refreshes_failed": "Many refreshes of an app failed",
  "app.policy_changed": "Changed when an app's tokens are renewed",
  "portal.connect_started": "Started a connection",
  "portal.connected": "Connected a portal",
  "portal.reconnected": "Reconnected a portal",
  "portal.connect_failed": "A connection failed",
  "portal.refreshed": "Refreshed the access token",
  "portal.refresh_failed": "A refresh failed",
  "portal.refresh_recovered": "Refreshing works again",
  "portal.answer_recovered": "Stored an answer of HubSpot that had waited",
  "portal.identified": "Learned who installed a portal",
  "portal.grant_held_back": "Held a stranger's grant back",
  "portal.grant_chosen": "Decided which grant is used",
  "grant.given_back": "Gave a grant back to HubSpot",
  "portal.grant_lost": "HubSpot refused the grant",
  "portal.revoke_requested": "Asked to revoke the refresh token",
  "portal.revoke_failed": "Revoking did not finish",
  "portal.revoked": "Revoked the refresh token",
  "portal.metadata_refreshed": "Refreshed metadata",
  "portal.tested": "Made a test call",
  "portal.grant_revoked": "Revoked an earlier grant",
  "portal.uninstall_requested": "Asked to uninstall the app",
  "portal.uninstall_failed": "Uninstalling did not finish",
  "portal.uninstalled": "Uninstalled the app",
  "portal.uninstall_noticed": "Noticed that the app was uninstalled",
  "portal.imported": "Imported a portal",
  "portal.reconnect_asked": "Asked for a reconnect",
  "portal.reconnect_answered": "Answered who asked for a reconnect",
  "portal.note_added": "Wrote a note",
  "portal.note_changed": "Changed a note",
  "portal.note_deleted": "Deleted a note",
  "portal.care_changed": "Changed who looks after a portal, or its tags",
  "portal.list_exported": "Exported the list of portals",
  "import.started": "Started an import",
  "import.checked": "Checked an import",
  "import.confirmed": "Confirmed an import",
  "import.exported": "Downloaded the result of an import",
  "import.cancelled": "Cancelled an import",
  "import.finished": "Finished an import",
  "bulk.started": "Started a bulk action",
  "bulk.cancelled": "Cancelled a bulk action",
  "bulk.finished": "Finished a bulk action",
  "token.inspected": "Inspected a token",
  "token.revealed": "Revealed an access token",
  "token.reveal_refused": "Asked in vain to reveal an access token",
  "token.reveal_allowed": "Allowed people to reveal access tokens",
  "token.reveal_ended": "Let nobody reveal access tokens any more",
  "app.previous_secret_dropped": "Dropped the previous client secret",
  "app.journal_checked": "Checked the webhooks journal",
  "person.created": "Created a person",
  "person.invited": "Invited a person",
  "person.invite_withdrawn": "Withdrew an invitation",
  "person.joined": "Accepted an invitation",
  "person.role_changed": "Changed a person's role",
  "person.limit_changed": "Changed which apps a person sees",
  "role.created": "Made a role",
  "role.changed": "Changed what a role may do",
  "role.deleted": "Deleted a role",
  "person.disabled": "Disabled a person",
  "person.enabled": "Enabled a person",
  "person.profile_changed": "Changed the profile",
  "person.password_changed": "Changed the password",
  "person.password_refused": "Typed a wrong current password",
  "person.password_reset": "Reset a password",
  "factor.added": "Added an authenticator app",
  "factor.removed": "Removed an authenticator app",
  "passkey.added": "Added a passkey",
  "passkey.removed": "Removed a passkey",
  "factor.codes_made": "Made new recovery codes",
  "factor.reset": "Took the second factors of a person away",
  "factor.rule_changed": "Changed who must have a second factor",
  "single_sign_on.rule_changed": "Changed how people sign in",
  "public_pages.changed": "Changed the public pages",
  "single_sign_on.linked": "Came in through the identity provider for the first time",
  "session.started": "Signed in",
  "session.factor_awaited": "Showed a password; the second factor was still to come",
  "session.refused": "A sign-in was refused",
  "session.limited": "Sign-ins had to wait after too many tries",
  "session.confirmed": "Confirmed once more that it is them",
  "session.confirm_refused": "Could not confirm that it is them",
  "session.ended": "Signed out",
  "session.ended_by_provider": "A session ended with that of the identity provider",
  "session.ended_for": "Ended sessions of a person",
  "session.all_ended": "Signed out everywhere",
  "api_key.created": "Created an API key",
  "api_key.rotated": "Rotated an API key",
  "api_key.revoked": "Revoked an API key",
  "alert_target.added": "Added who is told of events",
  "alert_target.changed": "Changed who is told of events",
  "alert_target.secret_rotated": "Rotated a webhook's secret",
  "alert_target.paused": "Paused messages to a receiver",
  "alert_target.resumed": "Resumed messages to a receiver",
  "alert_target.removed": "Removed who is told of events",
  "alert_target.tested": "Sent a test message",
  "alert_target.redelivered": "Sent an event again",
  "alert_target.replayed": "Sent past events again",
  "alert_target.switched_off": "Switched a failing receiver off",
  "alerts.settings_changed": "Changed when events are told",
  "api.refused": "API calls were refused",
  "access.denied": "Was refused",
  "access.limited": "Had to wait after too many tries",
  "activity.exported": "Exported the activity log",
  "system.set_up": "Set up Portico",
  "keys.added": "Added an encryption key",
  "keys.rotated": "Sealed everything under another encryption key",
  "keys.removed": "Removed an encryption key",
  "keys.downloaded": "Downloaded the encryption keys",
  "keys.stored_elsewhere": "Said that the encryption keys are stored elsewhere",
  "backup.written": "Wrote a backup",
  "backup.failed": "A scheduled backup failed",
  "backup.scheduled": "Changed when backups are written",
  "backup.unscheduled": "Stopped scheduled backups",
  "backup.restored": "Restored a backup",
  "database.moved": "Moved to another database",
  "retention.changed": "Changed how long data is kept",
  "retention.applied": "Forgot what was old enough",
  "personal_data.exported": "Exported the data about a person or portal",
  "personal_data.erased": "Erased the data about a person or portal",
  "system.demo_seeded": "Filled in demo data",
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
export type AuditOutcome = "ok" | "failed" | "denied";

export function isAuditAction(value: string): value is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, value);
}

/** `{field: [before, after]}`; only non-secret fields, secrets as fingerprints. */
export type AuditChanges = Record<string, [unknown, unknown]>;

export interface AuditEventInput {
  action: AuditAction;
  outcome?: AuditOutcome;
  target?: {
    kind:
      | "app"
      | "portal"
      | "person"
      | "role"
      | "attempt"
      | "invite"
      | "page"
      | "job"
      | "token"
      | "api_key"
      | "alert_target";
    id?: string;
    label: string;
  };
  appId?: string;
  portalId?: string;
  correlationId?: string;
  changes?: AuditChanges;
  details?: Record<string, unknown>;
}

/** The fields of `before` and `after` that differ, as an audit diff. */
export function changesBetween<T extends Record<string, unknown>>(
  before: T,
  after: T,
): AuditChanges {
  const changes: AuditChanges = {};
  for (const field of Object.keys(after)) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) {
      changes[field] = [before[field] ?? null, after[field] ?? null];
    }
  }
  return changes;
}

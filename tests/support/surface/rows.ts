import type { Permission } from "@/lib/auth/roles";

/** What each page, handler and action needs, written out: a change of the source must be a change here as well. */
type Rows = Record<string, Permission>;
/** Open to people who are not signed in, and why. */
type PublicRows = Record<string, string>;

export const PAGES: Rows = {
  "/": "portals.read",
  "/activity": "activity.read",
  "/apps": "apps.read",
  "/apps/[slug]": "apps.read",
  "/apps/[slug]/scopes": "apps.read",
  "/apps/[slug]/use": "apps.read",
  "/apps/new": "apps.write",
  "/inspector": "tokens.inspect",
  "/portals": "portals.read",
  "/portals/[portalId]": "portals.read",
  "/portals/[portalId]/use": "portals.read",
  "/portals/bulk/[jobId]": "portals.refresh",
  "/portals/connect": "portals.connect",
  "/portals/connect/[attemptId]": "portals.connect",
  "/portals/connect/problem": "portals.read",
  "/portals/import": "portals.import",
  "/portals/import/[jobId]": "portals.import",
  "/settings": "self.manage",
  "/settings/api-keys": "api_keys.manage",
  "/settings/data": "system.read",
  "/settings/notifications": "alerts.manage",
  "/settings/security": "self.manage",
  "/settings/system": "system.read",
  "/settings/webhooks": "alerts.manage",
  "/settings/webhooks/[targetId]": "alerts.manage",
  "/team": "people.read",
};

export const PUBLIC_PAGES: PublicRows = {
  "/join": "A one-time link is followed before there is an account.",
  "/login": "Signing in happens here.",
  "/login/factor": "The second step of signing in.",
  "/setup": "The first owner has no account yet.",
  "/install/[slug]": "A customer's admin installs without an account here.",
  "/install/[slug]/done": "The same person comes back here from HubSpot.",
  "/oauth/problem": "Who comes back from HubSpot without a session is told what went wrong.",
};

export const ROUTES: Rows = {
  "GET /activity/export": "activity.export",
  "GET /api/live": "portals.read",
  "GET /portals/import/[jobId]/result": "portals.import",
  "POST /settings/data/export": "system.manage",
  "POST /settings/system/keys": "system.manage",
};

export const PUBLIC_ROUTES: PublicRows = {
  "GET /api/auth/[...nextauth]": "Signing in happens here.",
  "POST /api/auth/[...nextauth]": "Signing in and out happens here.",
  "GET /api/health/live": "A load balancer has no session.",
  "GET /api/health/ready": "A load balancer has no session.",
  "GET /api/metrics": "A program has no session: a token, or this machine alone.",
  "GET /oauth/callback": "HubSpot's redirect target serves strangers who install, too.",
};

/** Most permissions cover several actions. */
const ACTIONS_OF: Partial<Record<Permission, string[]>> = {
  "self.manage": [
    "signOutAction",
    "changeProfileAction",
    "changePasswordAction",
    "signOutEverywhereAction",
    "beginFactorAction",
    "confirmFactorAction",
    "removeFactorAction",
    "renewCodesAction",
  ],
  "people.manage": [
    "invitePersonAction",
    "createResetLinkAction",
    "withdrawInviteAction",
    "changeRoleAction",
    "disablePersonAction",
    "enablePersonAction",
    "resetFactorsAction",
  ],
  "tokens.inspect": ["inspectTokenAction"],
  "api_keys.manage": ["createApiKeyAction", "rotateApiKeyAction", "revokeApiKeyAction"],
  "system.manage": [
    "setRetentionAction",
    "findAboutAction",
    "eraseAboutAction",
    "setBackupScheduleAction",
    "stopBackupScheduleAction",
    "backUpNowAction",
    "checkAuditAction",
    "makeBackupKeyAction",
    "addKeyAction",
    "rotateKeysAction",
    "removeKeyAction",
    "confirmKeysStoredAction",
    "setFactorRuleAction",
  ],
  "alerts.manage": [
    "addWebhookAction",
    "changeWebhookAction",
    "addRecipientAction",
    "changeRecipientAction",
    "sendTestAction",
    "rotateWebhookSecretAction",
    "switchOffAction",
    "switchOnAction",
    "removeTargetAction",
    "removeRecipientAction",
    "redeliverAction",
    "replayAction",
    "setDegradedMinutesAction",
  ],
  "apps.write": [
    "createAppAction",
    "updateAppAction",
    "replaceSecretAction",
    "dropPreviousSecretAction",
    "setInstallCapAction",
    "moveToDatedApiAction",
    "testCredentialsAction",
    "deleteAppAction",
    "setInstallLinkAction",
    "setMarketplaceAction",
    "checkJournalAction",
    "setJournalAction",
    "setRefreshPolicyAction",
  ],
  "portals.connect": ["startConnectAction", "finishPastedAction", "adoptHeldBackGrantAction"],
  "portals.revoke": [
    "revokeGrantAction",
    "revokePortalAction",
    "retryRevokeAction",
    "bulkRevokeAction",
  ],
  "portals.refresh": ["refreshPortalAction", "bulkRefreshAction", "cancelBulkAction"],
  "portals.inspect": ["refreshMetadataAction"],
  "portals.test": ["testCallAction"],
  "portals.uninstall": ["uninstallPortalAction", "bulkUninstallAction", "resumeUninstallAction"],
  "portals.import": ["startImportAction", "confirmImportAction", "cancelImportAction"],
};

export const ACTIONS: Rows = Object.fromEntries(
  Object.entries(ACTIONS_OF).flatMap(([permission, names]) =>
    names.map((name) => [name, permission as Permission]),
  ),
);

export const PUBLIC_ACTIONS: PublicRows = {
  startInstallAction: "A customer's admin installs without an account here.",
  createOwnerAction: "The first owner has no account yet.",
  previewInviteAction: "A one-time link is followed before there is an account.",
  acceptInviteAction: "A one-time link is followed before there is an account.",
  proveFactorAction: "The second step of signing in.",
  leaveFactorAction: "The second step of signing in is left.",
};

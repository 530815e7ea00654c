import type { Field } from "./server-actions";

/** Ids of one app and of what belongs to it. */
export interface AppIds {
  app: string;
  portal: string;
  grant: string;
  attempt: string;
  note: string;
  request: string;
  import: string;
  bulk: string;
}

const NIL = "00000000-0000-4000-8000-000000000000";

/** Ids of which there is none. */
export const NO_IDS: AppIds = {
  app: NIL,
  portal: NIL,
  grant: NIL,
  attempt: NIL,
  note: NIL,
  request: NIL,
  import: NIL,
  bulk: NIL,
};

const ofApp = ({ app }: AppIds): Field[] => [["appId", app]];
const ofPortal = ({ portal }: AppIds): Field[] => [["portalId", portal]];
const bulk =
  (confirmation: string) =>
  (ids: AppIds): Field[] => [
    ["portalIds", ids.portal],
    ["seen", "1"],
    ["confirmation", confirmation],
  ];

/** Every action about an app or what belongs to it, with a form that is right but for whose the ids are. */
export const APP_ACTS: Record<string, (ids: AppIds) => Field[]> = {
  inspectTokenAction: (ids) => [
    ...ofApp(ids),
    ["token", "CJSP5qf1KhICAQEYs-gDIIGOBii1hQIyGQAf3xBKmlwHjX7OIpuIFEavB2-qYAGQsF4"],
  ],
  updateAppAction: (ids) => [
    ...ofApp(ids),
    ["updatedAt", "2026-11-28T00:00:00.000Z"],
    ["name", "Taken over"],
    ["clientId", "taken-over"],
    ["redirectUri", "http://localhost:1/oauth/callback"],
    ["requiredScopes", "oauth"],
    ["conditionalScopes", ""],
    ["optionalScopes", ""],
    ["apiVersion", "2026-09"],
  ],
  replaceSecretAction: (ids) => [
    ...ofApp(ids),
    ["clientSecret", "not-the-secret-of-it"],
    ["grace", "now"],
  ],
  dropPreviousSecretAction: ofApp,
  setInstallCapAction: (ids) => [...ofApp(ids), ["installCap", "25"]],
  moveToDatedApiAction: ofApp,
  testCredentialsAction: ofApp,
  deleteAppAction: ofApp,
  setInstallLinkAction: (ids) => [...ofApp(ids), ["installLinkEnabled", "on"]],
  setMarketplaceAction: (ids) => [...ofApp(ids), ["marketplaceEnabled", "on"]],
  checkJournalAction: ofApp,
  setJournalAction: (ids) => [...ofApp(ids), ["enabled", "true"]],
  setRefreshPolicyAction: (ids) => [...ofApp(ids), ["refreshPolicy", "on_demand"]],
  startConnectAction: ofApp,
  finishPastedAction: (ids) => [
    ["attemptId", ids.attempt],
    ["pastedSecret", "https://a.example/?code=x&state=y"],
  ],
  adoptHeldBackGrantAction: (ids) => [...ofPortal(ids), ["grantId", ids.grant]],
  closeRequestAction: (ids) => [
    ["requestId", ids.request],
    ["outcome", "declined"],
  ],
  askReconnectAction: ofPortal,
  addNoteAction: (ids) => [...ofPortal(ids), ["text", "A note of somebody else."]],
  changeNoteAction: (ids) => [
    ["noteId", ids.note],
    ["text", "Changed."],
  ],
  deleteNoteAction: (ids) => [["noteId", ids.note]],
  setCareAction: (ids) => [...ofPortal(ids), ["ownerId", ""], ["tags", "taken"]],
  revokeGrantAction: (ids) => [...ofPortal(ids), ["grantId", ids.grant]],
  revokePortalAction: ofPortal,
  retryRevokeAction: ofPortal,
  bulkRevokeAction: bulk("REVOKE 1 PORTAL"),
  refreshPortalAction: (ids) => [...ofPortal(ids), ["seenVersion", "1"]],
  bulkRefreshAction: bulk(""),
  cancelBulkAction: (ids) => [["jobId", ids.bulk]],
  refreshMetadataAction: ofPortal,
  testCallAction: ofPortal,
  revealTokenAction: (ids) => [...ofPortal(ids), ["reason", "Ticket 4711"]],
  uninstallPortalAction: ofPortal,
  bulkUninstallAction: bulk("UNINSTALL 1 PORTAL"),
  resumeUninstallAction: ofPortal,
  countExportAction: (ids) => [["view", `q=${ids.portal}`]],
  startImportAction: (ids) => [
    ...ofApp(ids),
    ["file", { fileName: "a.csv", bytes: Buffer.from("refresh_token\nna1-none\n") }],
  ],
  confirmImportAction: (ids) => [["jobId", ids.import]],
  cancelImportAction: (ids) => [["jobId", ids.import]],
};

/** What the controls of a portal need to know of it. */
export type ControlledPortal = {
  id: string;
  label: string;
  hubId: string;
  appSlug: string;
  appName: string;
  confirmText: string;
  refreshVersion: number;
  isRevocationPending: boolean;
  isUninstallPending: boolean;
  /** The app is gone at HubSpot, and the rest of the uninstall is missing. */
  isRemovedAtHubSpot: boolean;
  canBeUsed: boolean;
  canTryRefresh: boolean;
  canBeRevoked: boolean;
  canBeUninstalled: boolean;
  /** Other portals whose grants hold the same refresh token. */
  tokenSharers: { id: string; label: string; hubId: string; appName: string }[];
  liveRefreshTokens: number;
  accessTokenExpiresAt: string | null;
};

/** What the viewer may do to it. */
export type PortalActs = Record<"refresh" | "connect" | "test" | "revoke" | "uninstall", boolean>;

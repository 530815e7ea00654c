// Client-safe: the permission table in words, for the page on which roles are made.
import { ADMIN_PERMISSIONS, isAboutApps, type Permission } from "./roles";

interface PermissionWords {
  group: string;
  label: string;
  /** What it brings with it that its name does not say. */
  hint?: string;
  /** Without these it is of no use: whoever is given it is given them too. */
  needs?: readonly Permission[];
}

/** A row per permission; the compiler keeps it complete. */
export const PERMISSION_WORDS: Record<Permission, PermissionWords> = {
  "portals.read": { group: "Portals", label: "Look portals up" },
  "portals.note": { group: "Portals", label: "Write notes, and ask for a reconnect" },
  "portals.care": {
    group: "Portals",
    label: "Set who looks after a portal, and its tags",
    hint: "Also deletes notes that others wrote.",
  },
  "portals.connect": { group: "Portals", label: "Connect and reconnect portals" },
  "portals.refresh": { group: "Portals", label: "Refresh access tokens" },
  "portals.inspect": { group: "Portals", label: "Refresh what is known of a portal" },
  "portals.test": { group: "Portals", label: "Make test calls to HubSpot" },
  "portals.export": { group: "Portals", label: "Export the list of portals" },
  "portals.import": { group: "Portals", label: "Import refresh tokens" },
  "portals.revoke": {
    group: "Ending connections",
    label: "Revoke refresh tokens",
    hint: "Ends a connection: its services stop getting tokens.",
  },
  "portals.uninstall": {
    group: "Ending connections",
    label: "Uninstall apps from portals",
    hint: "Takes the app out of the customer's HubSpot account.",
  },
  "tokens.inspect": { group: "Portals", label: "Inspect tokens that somebody pastes" },
  "tokens.reveal": {
    group: "Portals",
    label: "Reveal access tokens",
    hint: "Only where an owner has allowed it under System.",
  },
  "apps.read": { group: "Apps", label: "Look apps up" },
  "apps.write": {
    group: "Apps",
    label: "Change apps",
    hint: "Their client secret, scopes and ways to install, and deleting them.",
    needs: ["apps.read"],
  },
  "apps.create": { group: "Apps", label: "Add apps", needs: ["apps.read", "apps.write"] },
  "activity.read": { group: "Activity", label: "Read the activity log" },
  "activity.export": {
    group: "Activity",
    label: "Export the activity log",
    needs: ["activity.read"],
  },
  "people.read": { group: "People", label: "See the team" },
  "people.manage": {
    group: "People",
    label: "Invite, change and disable people",
    hint: "Only those whose role holds nothing that theirs does not.",
    needs: ["people.read"],
  },
  "people.manage_owners": { group: "People", label: "Manage owners, and everybody's sessions" },
  "roles.manage": { group: "People", label: "Make and change roles" },
  "api_keys.manage": {
    group: "Settings",
    label: "Make API keys",
    hint: "A key can read the tokens of every portal: this is as much as an admin has.",
  },
  "alerts.manage": { group: "Settings", label: "Decide who is told of events" },
  "public_pages.manage": { group: "Settings", label: "Change how the pages for customers look" },
  "system.read": { group: "Settings", label: "See how the installation is" },
  "system.manage": {
    group: "Settings",
    label: "Manage keys, backups, sign-in, and how long data is kept",
  },
  "self.manage": { group: "Oneself", label: "Manage their own account" },
};

export interface PermissionRow extends PermissionWords {
  permission: Permission;
  /** Kept by somebody who is limited to some apps. */
  isAboutApps: boolean;
}

/** Permissions with their words, by group, in the order of the table above. */
export function permissionGroups(
  permissions: readonly Permission[] = ADMIN_PERMISSIONS,
): { group: string; rows: PermissionRow[] }[] {
  const groups = new Map<string, PermissionRow[]>();
  for (const [permission, words] of Object.entries(PERMISSION_WORDS) as [
    Permission,
    PermissionWords,
  ][]) {
    if (!permissions.includes(permission)) continue;
    const rows = groups.get(words.group) ?? [];
    groups.set(words.group, rows);
    rows.push({ permission, ...words, isAboutApps: isAboutApps(permission) });
  }
  return [...groups].map(([group, rows]) => ({ group, rows }));
}

/** A choice of permissions with those that they need. */
export function withNeeded(chosen: readonly Permission[]): Permission[] {
  const all = new Set(chosen);
  for (const one of all) for (const needed of PERMISSION_WORDS[one].needs ?? []) all.add(needed);
  return [...all];
}

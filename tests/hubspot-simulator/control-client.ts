import type { SimBulkGrant, SimBulkGrantsInput, SimKnownGrantInput } from "./bulk-grants";
import type {
  SimApp,
  SimAppInput,
  SimAuthorizeInput,
  SimContact,
  SimContactChange,
  SimFault,
  SimFaultInput,
  SimLoggedRequest,
  SimPortal,
  SimPortalInput,
  SimSettings,
  SimStateView,
} from "./types";

export type ControlClient = ReturnType<typeof createControlClient>;

interface GrantTarget {
  hubId: number;
  clientId: string;
}

/**
 * Typed door to a running simulator's control side.
 * @throws Error with the simulator's explanation whenever it refuses a call.
 */
export function createControlClient(controlUrl: string) {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(path, controlUrl), {
      method,
      headers: method === "POST" ? { "content-type": "application/json" } : {},
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`simulator ${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
  const segment = (value: string | number) => encodeURIComponent(value);

  return {
    reset: () => send<void>("POST", "/reset"),
    state: () => send<SimStateView>("GET", "/state"),

    apps: () => send<SimApp[]>("GET", "/apps"),
    putApp: (app: SimAppInput) => send<SimApp>("POST", "/apps", app),
    setSecret: (clientId: string, clientSecret: string) =>
      send<SimApp>("POST", `/apps/${segment(clientId)}/secret`, { clientSecret }),

    portals: () => send<SimPortal[]>("GET", "/portals"),
    putPortal: (portal: SimPortalInput) => send<SimPortal>("POST", "/portals", portal),
    uninstall: ({ hubId, clientId }: GrantTarget) =>
      send<{ endedGrants: number }>("POST", `/portals/${segment(hubId)}/uninstall`, { clientId }),
    deletePortal: (hubId: number) => send<void>("POST", `/portals/${segment(hubId)}/delete`),
    /** Changes the contacts that the account knows by id, and makes the others; dated now unless they say otherwise. */
    putContacts: (hubId: number, contacts: SimContactChange[]) =>
      send<SimContact[]>("POST", `/portals/${segment(hubId)}/contacts`, { contacts }),
    movePortal: (hubId: number, to: { uiDomain: string; dataHostingLocation: string }) =>
      send<SimPortal>("POST", `/portals/${segment(hubId)}/move`, to),

    expireTokens: (which: Partial<GrantTarget> = {}) =>
      send<{ expired: number }>("POST", "/tokens/expire", which),
    revokeGrants: (target: GrantTarget) =>
      send<{ endedGrants: number }>("POST", "/grants/revoke", target),
    /** New accounts with a grant each, as if they had installed the app long ago. */
    bulkGrants: (input: SimBulkGrantsInput) => send<SimBulkGrant[]>("POST", "/grants/bulk", input),
    /** A grant whose refresh token is known already, as of an installation that was filled elsewhere. */
    putGrant: (input: SimKnownGrantInput) => send<void>("POST", "/grants", input),
    authorize: (input: SimAuthorizeInput) =>
      send<{ redirectTo: string }>("POST", "/authorize", input),

    /** Writes an entry into an app's journal: its contents as they are, or an address of its own. */
    putJournalEntry: (entry: { clientId: string; file?: unknown; url?: string }) =>
      send<{ offset: string }>("POST", "/journal", entry),

    faults: () => send<SimFault[]>("GET", "/faults"),
    addFault: (fault: SimFaultInput) => send<{ id: string }>("POST", "/faults", fault),
    clearFaults: () => send<void>("DELETE", "/faults"),
    removeFault: (id: string) => send<void>("DELETE", `/faults/${segment(id)}`),

    settings: () => send<SimSettings>("GET", "/settings"),
    setSettings: (settings: Partial<SimSettings>) =>
      send<SimSettings>("POST", "/settings", settings),

    requests: ({ path = "", since = 0 }: { path?: string; since?: number } = {}) =>
      send<SimLoggedRequest[]>("GET", `/requests?path=${segment(path)}&since=${since}`),
    clearRequests: () => send<void>("DELETE", "/requests"),
  };
}

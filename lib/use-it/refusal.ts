// Client-safe: what a program hears of a portal that it cannot use.
import type { PortalStatus } from "@/lib/portals/status";

/** The code of the answer (docs/api.md) and who has to act; undefined when a program gets a token. */
export function refusalOf(
  status: PortalStatus,
  isEnding: boolean,
): { code: string; todo: string } | undefined {
  if (isEnding) return { code: "409", todo: "It is being ended, so no token is given any more." };
  switch (status) {
    case "needs_reconnect":
      return {
        code: "409 needs_reconnect",
        todo: "Reconnect the portal, or let the customer install the app again.",
      };
    case "revoked":
      return { code: "409 revoked", todo: "Reconnect the portal to use it again." };
    case "uninstalled":
      return { code: "409 uninstalled", todo: "The customer has to install the app again." };
    case "app_error":
      return {
        code: "503 app_error",
        todo: "Correct the app's client ID or secret. A token that is still valid is served until it expires.",
      };
    default:
      return undefined;
  }
}

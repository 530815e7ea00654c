/** Whether a connection was ended properly: only then is there nothing of it at HubSpot that would be forgotten with it. */
export function isEnded(status: string): boolean {
  return status === "revoked" || status === "uninstalled";
}

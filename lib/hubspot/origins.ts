/** Suffixes of the hosts that belong to HubSpot; regional twins such as api-eu1.hubapi.com included. */
const HUBSPOT_HOSTS = [/^([a-z0-9-]+\.)*hubapi\.com$/, /^([a-z0-9-]+\.)*hubspot\.com$/];
const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True for `https` on HubSpot's own hosts. */
export function isHubSpotOrigin(url: URL): boolean {
  return url.protocol === "https:" && HUBSPOT_HOSTS.some((host) => host.test(url.hostname));
}

/** True for an address of this machine. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname);
}

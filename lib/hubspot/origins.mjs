/** Suffixes of the hosts that belong to HubSpot; regional twins such as api-eu1.hubapi.com included. */
const HUBSPOT_HOSTS = [/^([a-z0-9-]+\.)*hubapi\.com$/, /^([a-z0-9-]+\.)*hubspot\.com$/];
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * True for `https` on HubSpot's own hosts.
 * @param {URL} url
 * @returns {boolean}
 */
export function isHubSpotOrigin(url) {
  return url.protocol === "https:" && HUBSPOT_HOSTS.some((host) => host.test(url.hostname));
}

/**
 * True for an address of this machine.
 * @param {URL} url
 * @returns {boolean}
 */
export function isLoopback(url) {
  return LOOPBACK_HOST.test(url.hostname);
}

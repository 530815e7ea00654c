import { isLoopback } from "./origins.mjs";

const MARKETPLACE_HOST = /^app(-[a-z0-9]+)?\.hubspot\.com$/;
const MAX_LENGTH = 2_000;

/**
 * HubSpot's own page to go back to after an install begun in its Marketplace, or undefined for anything else: following
 * another address would make this console an open redirector (facts, section 2.7; RFC 9700 section 2.1).
 * @param appUrl the consent page's origin; only when it is this machine (the simulator) does that origin count too
 */
export function marketplaceReturnUrl(value: string | undefined, appUrl: string): URL | undefined {
  if (!value || value.length > MAX_LENGTH || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username || url.password) return undefined;
  const simulator = new URL(appUrl);
  if (isLoopback(simulator) && url.origin === simulator.origin) return url;
  const isHubSpot =
    url.protocol === "https:" && url.port === "" && MARKETPLACE_HOST.test(url.hostname);
  return isHubSpot ? url : undefined;
}

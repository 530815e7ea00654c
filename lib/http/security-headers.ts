import "server-only";
import { getEnv } from "@/lib/env";

/** The policy of every page. Nothing comes from another origin; forms may lead on to HubSpot's consent page only. */
export function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  const directives = {
    // What is not named below is nothing that Portico uses.
    "default-src": ["'none'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", `'nonce-${nonce}'`],
    // Scripts set styles property by property, which no policy is asked about; pages come without style attributes.
    "style-src-attr": ["'none'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'", getEnv().hubspotAppUrl],
    "frame-ancestors": ["'none'"],
    // Text becomes script through the one policy of instrumentation-client.ts alone. The development server evaluates text.
    ...(!isDevelopment && {
      "require-trusted-types-for": ["'script'"],
      "trusted-types": ["default"],
    }),
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/** Parameters of HubSpot's redirect: an address that holds one is nobody else's to read, not even another page of ours. */
const TELLTALE = ["code", "state"];

/**
 * Nothing leaves for other origins. Our own forms keep their Origin, which "no-referrer" would blank in a browser without
 * scripts; an address that may hold a code goes into no Referer at all (SEC-06).
 */
function referrerPolicyOf({ pathname, searchParams }: URL): string {
  const isTelltale = TELLTALE.some((name) => searchParams.has(name));
  return isTelltale || /^\/(oauth\/callback|api\/)/.test(pathname) ? "no-referrer" : "same-origin";
}

/** The headers of every answer to this address. They win over those that a route handler sets itself. */
export function securityHeaders(address: URL): [string, string][] {
  const headers: [string, string][] = [
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", referrerPolicyOf(address)],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["x-frame-options", "DENY"],
    ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["cache-control", "no-store"],
  ];
  if (getEnv().isSecureOrigin) headers.push(["strict-transport-security", "max-age=31536000"]);
  return headers;
}

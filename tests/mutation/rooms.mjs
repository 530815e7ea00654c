/**
 * What mutation testing changes, room by room, and the unit tests that are to notice: those that run the source. A test that
 * reads the repository instead would notice everything, and prove nothing by it.
 * @type {Record<string, { mutate: string[], tests: string[] }>}
 */
export const ROOMS = {
  crypto: {
    mutate: ["fingerprint", "keyring", "seal", "secret", "token"].map((n) => `lib/crypto/${n}.ts`),
    tests: ["seal", "keyring", "secret"],
  },
  redaction: { mutate: ["lib/redact.mjs"], tests: ["redact", "redact-exact", "log-console"] },
  authorization: {
    mutate: ["lib/auth/roles.ts", "lib/auth/cookies.ts", "lib/http/same-origin.ts"],
    tests: ["roles", "cookies", "define-action", "define-route"],
  },
  redirects: {
    mutate: ["lib/http/safe-path.ts", "lib/hubspot/redirect-uri.ts", "lib/hubspot/return-url.ts"],
    tests: ["safe-path", "authorize-url", "return-url"],
  },
  refresh: {
    mutate: ["lib/hubspot/classify.ts", "lib/portals/refresh/schedule.ts"],
    tests: ["classify", "schedule", "refresh-policy", "hubspot-answers"],
  },
  audit: { mutate: ["lib/audit/chain.ts", "lib/audit/csv.ts"], tests: ["audit-chain", "csv"] },
  passwords: {
    mutate: ["lib/people/breached-passwords.ts", "lib/people/password-problem.ts"],
    tests: ["password-problem"],
  },
};

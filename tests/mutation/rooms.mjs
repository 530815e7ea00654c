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
    mutate: [
      "lib/hubspot/classify.ts",
      "lib/door/judge.ts",
      ...["answer", "describe-refresh", "schedule"].map((n) => `lib/portals/refresh/${n}.ts`),
      ...["app-gate", "breaker", "gates", "host-gate", "trouble"].map(
        (n) => `lib/portals/breaker/${n}.ts`,
      ),
    ],
    tests: [
      ...["classify", "hubspot-answers", "door-judge", "refresh-answer", "schedule"],
      ...["refresh-policy", "app-gate", "breaker", "gates"],
    ],
  },
  audit: { mutate: ["lib/audit/chain.ts", "lib/audit/csv.ts"], tests: ["audit-chain", "csv"] },
  passwords: {
    mutate: ["breached-passwords", "password-problem", "password"].map((n) => `lib/people/${n}.ts`),
    tests: ["breached-passwords", "password-problem", "password", "password-queue"],
  },
};

import type { Finding } from "./scan";

/** Something that looks like a secret and is none, with the reason. `print` is of the very text: another one is found. */
export type KnownFake = Omit<Finding, "line"> & { reason: string };

const fake = (path: string, rule: string, print: string, reason: string): KnownFake => ({
  path,
  rule,
  print,
  reason,
});

const SIMULATOR = "client secret of the simulator's sample app: the same digits over and over";
const EXAMPLE_KEY = "made by hand: the words Portico0 to Portico1, then their check";

export const KNOWN_FAKES: readonly KnownFake[] = [
  ...["4bca659bae7f", "10659c2c21b0"].map((print) =>
    fake(
      ".env.example",
      "database-connection-string",
      print,
      "the password is the word <password>",
    ),
  ),
  fake(
    "tests/e2e/connect-failures.spec.ts",
    "hubspot-client-secret",
    "4bdc41d18f47",
    "of an app that the test makes in the simulator",
  ),
  fake(
    "tests/e2e/inspector.spec.ts",
    "hubspot-private-app-token",
    "92ce2e467706",
    "zeros in the shape of a token, which the inspector must name",
  ),
  ...[
    "0.1.0_20261126171000",
    "0.1.0_20261126223000",
    "0.1.0_20261128000500",
    "0.1.0_20261128061402",
  ].map((release) =>
    fake(
      `tests/fixtures/upgrades/${release}/data.sql`,
      "random-value",
      "f58bc5951cc3",
      "checksum of a migration that has a word for secrets in its name",
    ),
  ),
  ...[
    "tests/hubspot-simulator/checks/test-calls.ts",
    "tests/hubspot-simulator/seed.ts",
    "tests/integration/contract.test.ts",
    "tests/unit/scopes.test.ts",
  ].map((path) => fake(path, "hubspot-client-secret", "89d07480e9d0", SIMULATOR)),
  fake(
    "tests/integration/apart/spill-trouble.test.ts",
    "database-connection-string",
    "723dc8b97033",
    "leads to port 1 of this machine, where nothing listens",
  ),
  fake(
    "tests/integration/boot.test.ts",
    "database-connection-string",
    "2953223b8d53",
    "leads to a server of the test that never answers",
  ),
  fake(
    "tests/integration/secrets-handover.test.ts",
    "random-value",
    "dfe539e0ad1b",
    "the session secret of an installation that lives for one test",
  ),
  fake("tests/unit/api-key-text.test.ts", "portico-api-key", "0b24ee758646", EXAMPLE_KEY),
  ...[
    ["tests/unit/authorize-url.test.ts", "d3536672b6f4"],
    ["tests/unit/install-words.test.ts", "1231625e7e70"],
    ["tests/unit/return-url.test.ts", "593590a74ccf"],
  ].map(([path = "", print = ""]) =>
    fake(path, "basicauth", print, "user:pass in an address that must be refused"),
  ),
  fake(
    "tests/unit/env.test.ts",
    "database-connection-string",
    "c8144cce7886",
    "the password is the word database-password",
  ),
  fake(
    "tests/unit/parse-pasted.test.ts",
    "hubspot-refresh-token",
    "005b1d20f548",
    "a code made by hand, which ends in the digits in order",
  ),
];

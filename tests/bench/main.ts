// `npm run bench`: one JSON line per figure. Each figure has a baseline measured in the same run, so that the ratio
// says something on any machine.
import { randomBytes, randomUUID } from "node:crypto";
import { parseKeyring } from "@/lib/crypto/keyring";
import { open, seal } from "@/lib/crypto/seal";
import { hashPassword, verifyPassword } from "@/lib/people/password";
import { closeResources, createContext } from "@/lib/resources";
import { parseScopes } from "@/lib/hubspot/scopes";
import { audit } from "./audit";
import { browser } from "./browser";
import { connect } from "./connect";
import { doors } from "./doors";
import { lists } from "./lists";
import { report } from "./report";
import { refreshThroughput } from "./refresh-throughput";
import { start } from "./start";
import { tokenReads } from "./token-reads";
import { weight } from "./weight";

/** Mean milliseconds of one run, after a warm-up. */
async function msPerRun(runs: number, work: () => unknown): Promise<number> {
  for (let n = 0; n < Math.ceil(runs / 10); n += 1) await work();
  const startedAt = performance.now();
  for (let n = 0; n < runs; n += 1) await work();
  return (performance.now() - startedAt) / runs;
}

async function crypto(): Promise<void> {
  const keyring = parseKeyring(`k1:${randomBytes(32).toString("base64")}`);
  const place = { table: "Grant", column: "accessTokenSealed", rowId: randomUUID() };
  const token = randomBytes(256).toString("base64url");
  const sealed = seal(keyring, place, token);
  const copy = await msPerRun(20_000, () => Buffer.from(token).toString("base64url"));
  report({
    name: "seal",
    value: await msPerRun(5_000, () => seal(keyring, place, token)),
    unit: "ms",
    baseline: copy,
  });
  report({
    name: "open",
    value: await msPerRun(5_000, () => open(keyring, place, sealed)),
    unit: "ms",
    baseline: copy,
  });
}

async function passwords(): Promise<void> {
  const stored = await hashPassword("correct horse battery staple");
  const known = await msPerRun(10, () => verifyPassword(stored, "a wrong one, to be sure"));
  const unknown = await msPerRun(10, () => verifyPassword(null, "a wrong one, to be sure"));
  // An unknown person must cost what a known one costs: the ratio belongs near 1.
  report({ name: "verify_password_unknown_person", value: unknown, unit: "ms", baseline: known });
}

async function small(): Promise<void> {
  await crypto();
  const scopes = Array.from({ length: 200 }, (_, n) => `crm.objects.custom-${n}.read`).join(" ");
  report({
    name: "parse_200_scopes",
    value: await msPerRun(500, () => parseScopes(scopes)),
    unit: "ms",
    baseline: await msPerRun(500, () => scopes.split(" ")),
  });
  await passwords();
}

const ctx = await createContext({ kind: "operator", label: "bench" });
const PARTS: Record<string, () => Promise<void>> = {
  small,
  lists: () => lists(ctx),
  audit: () => audit(ctx),
  "token-reads": () => tokenReads(ctx),
  refresh: () => refreshThroughput(ctx),
  ...Object.fromEntries(
    Object.entries(doors).map(([name, part]) => [name, () => part(ctx)] as const),
  ),
  connect,
  start,
  weight,
  browser,
};
// `npm run bench -- refresh token-reads` measures only these.
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part ${unknown.join(", ")}: ${Object.keys(PARTS).join(", ")}\n`,
  );
  process.exitCode = 1;
} else {
  for (const [name, part] of Object.entries(PARTS))
    if (asked.length === 0 || asked.includes(name)) await part();
}
await closeResources();

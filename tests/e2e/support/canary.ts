import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Mark } from "../../support/canary/marks";
import type { Furnished } from "./furnish";
import { ROOT, startProgram } from "./processes";
import { SETUP_TOKEN, type Stack } from "./stack";
import type { Team } from "./team";

const random = () => `canary-${randomBytes(24).toString("base64url")}`;

/** Every secret setting that the launcher does not make by itself, marked; nobody listens where they lead. */
export function markedSettings(): { env: Record<string, string>; marks: Mark[] } {
  const [smtp, oidc, metrics, traces] = [random(), random(), random(), random()];
  return {
    env: {
      SMTP_URL: `smtp://portico:${smtp}@127.0.0.1:9`,
      PORTICO_MAIL_FROM: "portico@team.example",
      OIDC_ISSUER: "http://127.0.0.1:9",
      OIDC_CLIENT_ID: "portico",
      OIDC_CLIENT_SECRET: oidc,
      PORTICO_METRICS_TOKEN: metrics,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${traces}`,
    },
    marks: [
      { kind: "SMTP_URL", value: smtp },
      { kind: "OIDC_CLIENT_SECRET", value: oidc },
      { kind: "PORTICO_METRICS_TOKEN", value: metrics },
      { kind: "OTEL_EXPORTER_OTLP_HEADERS", value: traces },
    ],
  };
}

/** Where what has been made by the launcher lies, and what it is as a setting. */
const FILES: Record<string, string> = {
  "encryption-keys": "PORTICO_ENCRYPTION_KEYS",
  "session-secret": "NEXTAUTH_SECRET",
  "database-password": "DATABASE_URL",
  "database-admin-password": "the database's superuser",
};

function secretFiles(dataDir: string): Mark[] {
  return Object.entries(FILES).map(([file, kind]) => {
    const held = readFileSync(join(dataDir, "secrets", file), "utf8").trim();
    return { kind, value: held.replace(/^k[^:]*:/, "") };
  });
}

/** The key that Next seals the closures of actions with; it is made by the build. */
function buildKey(): Mark {
  const file = join(ROOT, ".next/server/server-reference-manifest.json");
  const { encryptionKey } = JSON.parse(readFileSync(file, "utf8")) as { encryptionKey: string };
  return { kind: "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", value: encryptionKey };
}

/** Seals what is missing, and opens what is there. */
async function sealedMarks(stack: Stack): Promise<Mark[]> {
  const keys = readFileSync(join(stack.dataDir, "secrets/encryption-keys"), "utf8").trim();
  const program = startProgram(
    ["--conditions=react-server", "--import", "tsx", "tests/support/canary/seal-marks.ts"],
    { DATABASE_URL: await stack.databaseUrl(), PORTICO_ENCRYPTION_KEYS: keys },
  );
  const printed = await text(program.child.stdout);
  if ((await program.stop()) !== 0) throw new Error(program.output());
  return JSON.parse(printed) as Mark[];
}

/** What passwords, sessions, links and keys are checked against. The log's own chain of hashes is no secret. */
async function hashMarks(stack: Stack): Promise<Mark[]> {
  const database = await stack.database();
  const columns = await database.rows<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND (column_name ~ 'Hash$' OR column_name = 'checkValue') AND table_name !~ '^Audit'`,
  );
  const marks: Mark[] = [];
  for (const { table, column } of columns) {
    const rows = await database.rows<{ value: string }>(
      `SELECT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    marks.push(...rows.map(({ value }) => ({ kind: `${table}.${column}`, value })));
  }
  return marks;
}

export interface Canaries {
  /** What must be nowhere outside its owner's hands, in the clear. */
  secrets: Mark[];
  /** What stands in the database and in backups as it must, and nowhere else. */
  hashes: Mark[];
}

/** Everything secret that an installation holds. */
export async function gatherCanaries(
  stack: Stack,
  { team, world, settings }: { team: Team; world: Furnished; settings: Mark[] },
): Promise<Canaries> {
  const state = await stack.control.state();
  const secrets: Mark[] = [
    ...settings,
    ...secretFiles(stack.dataDir),
    { kind: "PORTICO_SETUP_TOKEN", value: SETUP_TOKEN },
    buildKey(),
    ...(await sealedMarks(stack)),
    ...Object.entries(world.secrets).flatMap(([kind, values]) =>
      values.map((value) => ({ kind, value })),
    ),
    ...state.refreshTokens.map(({ token }) => ({ kind: "refresh token", value: token })),
    ...state.accessTokens.map(({ token }) => ({ kind: "access token", value: token })),
    ...state.codes.map(({ code }) => ({ kind: "authorization code", value: code })),
    ...Object.values(team).flatMap(({ password, storage }) => [
      { kind: "password", value: password },
      ...storage.cookies.map(({ value }) => ({ kind: "session", value })),
    ]),
  ];
  return { secrets, hashes: await hashMarks(stack) };
}

/** Files below a folder by a rule on their path, with what they hold. */
export function filesBelow(
  folder: string,
  isWanted: (path: string) => boolean,
): { place: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => isWanted(path) && statSync(join(folder, path)).isFile())
    .map((path) => ({ place: path, text: readFileSync(join(folder, path), "latin1") }));
}

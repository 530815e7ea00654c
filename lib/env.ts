import "server-only";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { liveKeyring, parseKeyring, type LiveKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { isLoopback } from "@/lib/hubspot/origins.mjs";
import { handedOver } from "@/lib/settings/handed-over.mjs";
import {
  headersProblem,
  mailProblem,
  metricsTokenProblem,
  oidcProblem,
} from "@/lib/settings/optional-secrets.mjs";
import { readPlainSettings, type SettingProblem } from "@/lib/settings/plain-settings.mjs";
import type { TraceProtocol } from "@/lib/settings/trace-rules.mjs";
import { sessionSecretProblem, TEXT_RECIPE } from "@/lib/settings/secret-rules.mjs";

/** Which traces are sent: OTEL_TRACES_SAMPLER and its share. */
export interface TraceSampler {
  name: string;
  ratio: number;
}

/** Where traces go. */
export interface TraceSettings {
  url: string;
  protocol: TraceProtocol;
  /** `name=value`, with commas between several. */
  headers?: Secret;
  sampler: TraceSampler;
}

/** An OpenID Connect provider, and what Portico is to it. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: Secret;
  /** What people call it. */
  label: string;
}

/** The settings of a running server, checked. Secrets are wrapped; nothing here prints a value. */
export interface Env {
  /** Public origin, without a trailing slash. */
  origin: string;
  isSecureOrigin: boolean;
  databaseUrl: Secret;
  keyring: LiveKeyring;
  /** The file the keys come from, absolute; absent when they come from a variable. */
  keyFile?: string;
  sessionSecret: Secret;
  setupToken?: Secret;
  /** Lets a program read the metrics from elsewhere. */
  metricsToken?: Secret;
  /** The identity provider for single sign-on. */
  oidc?: OidcSettings;
  /** The mail server, as nodemailer takes it: smtps://user:password@host:465. */
  smtpUrl?: Secret;
  /** Who mails come from; set when `smtpUrl` is. */
  mailFrom?: string;
  hubspotApiUrl: string;
  hubspotAppUrl: string;
  trustedProxies: number;
  /** Whether this process does the background work too. */
  workers: boolean;
  /** Hosts, addresses and ranges of one's own network that alerts may go to, with commas between them. */
  allowedReceivers: string;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** Absent when traces go nowhere. */
  traces?: TraceSettings;
  isDemo: boolean;
  /** Where this process keeps files of its own, absolute. */
  dataDir: string;
  /** Where scheduled backups go, absolute; absent when they go into the data folder. */
  backupDir?: string;
}

type Variables = Record<string, string | undefined>;

let cached: Env | undefined;

/**
 * The settings of this process, read once: its environment, and the secrets that the launcher handed over beside it.
 * @throws AppError `configuration`, naming the variable and the fix
 */
export function getEnv(): Env {
  cached ??= readEnv({ ...process.env, ...handedOver() });
  return cached;
}

/** Reads and checks settings. An empty string counts as unset. */
export function readEnv(variables: Variables): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { settings, problems } = readPlainSettings(set);
  if (problems.length > 0)
    throw configuration(problems.map(({ problem, fix }) => `${problem} ${fix}`).join(" "));
  const { origin, hubspotApiUrl, hubspotAppUrl, trustedProxies, workers, logLevel } = settings;
  const { allowedReceivers } = settings;
  const isDemo = set.PORTICO_DEMO === "1";
  if (isDemo && !(isLoopback(new URL(hubspotApiUrl)) && isLoopback(new URL(origin)))) {
    throw configuration("PORTICO_DEMO works only against the simulator on this machine. Unset it.");
  }
  return {
    origin,
    isSecureOrigin: origin.startsWith("https:"),
    databaseUrl: required(set, "DATABASE_URL"),
    keyring: liveKeyring(parseKeyring(required(set, "PORTICO_ENCRYPTION_KEYS").reveal())),
    keyFile: keyFileOf(set),
    sessionSecret: sessionSecretOf(set),
    setupToken: readSecret(set, "PORTICO_SETUP_TOKEN"),
    metricsToken: metricsTokenOf(set),
    ...mailOf(set),
    ...oidcOf(set, settings.oidc),
    ...(settings.traces.url !== "" && {
      traces: { ...settings.traces, headers: traceHeadersOf(set) },
    }),
    hubspotApiUrl,
    hubspotAppUrl,
    trustedProxies,
    workers,
    allowedReceivers,
    logLevel,
    isDemo,
    dataDir: resolve(set.PORTICO_DATA_DIR ?? "data"),
    ...(set.PORTICO_BACKUP_DIR && { backupDir: resolve(set.PORTICO_BACKUP_DIR) }),
  };
}

function metricsTokenOf(set: Variables): Secret | undefined {
  const secret = readSecret(set, "PORTICO_METRICS_TOKEN");
  assertGood(metricsTokenProblem(secret?.reveal() ?? ""));
  return secret;
}

function mailOf(set: Variables): Pick<Env, "smtpUrl" | "mailFrom"> {
  const smtpUrl = readSecret(set, "SMTP_URL");
  const mailFrom = set["PORTICO_MAIL_FROM"];
  assertGood(mailProblem(smtpUrl?.reveal() ?? "", mailFrom ?? ""));
  return smtpUrl ? { smtpUrl, mailFrom } : {};
}

function oidcOf(set: Variables, oidc: Omit<OidcSettings, "clientSecret">): Pick<Env, "oidc"> {
  const clientSecret = readSecret(set, "OIDC_CLIENT_SECRET");
  assertGood(oidcProblem({ ...oidc, clientSecret: clientSecret?.reveal() ?? "" }));
  return clientSecret ? { oidc: { ...oidc, clientSecret } } : {};
}

/** Those for traces alone, else those for everything; the two are not mixed. */
function traceHeadersOf(set: Variables): Secret | undefined {
  for (const name of ["OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS"]) {
    const headers = readSecret(set, name);
    assertGood(headersProblem(name, headers?.reveal() ?? ""));
    if (headers) return headers;
  }
  return undefined;
}

/** @throws AppError configuration */
function assertGood(found: SettingProblem | null): void {
  if (found) throw configuration(`${found.problem} ${found.fix}`);
}

function keyFileOf({ PORTICO_ENCRYPTION_KEYS, PORTICO_ENCRYPTION_KEYS_FILE }: Variables) {
  if (PORTICO_ENCRYPTION_KEYS || !PORTICO_ENCRYPTION_KEYS_FILE) return undefined;
  return resolve(PORTICO_ENCRYPTION_KEYS_FILE);
}

/** `NAME`, or the contents of the file that `NAME_FILE` names. */
export function readSecret(variables: Variables, name: string): Secret | undefined {
  const value = variables[name];
  if (value) return new Secret(value);
  const file = variables[`${name}_FILE`];
  if (!file) return undefined;
  try {
    const text = readFileSync(file, "utf8").trim();
    return text ? new Secret(text) : undefined;
  } catch (cause) {
    throw configuration(`${name}_FILE names a file that cannot be read.`, cause);
  }
}

function required(variables: Variables, name: string): Secret {
  const secret = readSecret(variables, name);
  if (!secret)
    throw configuration(`${name} is not set. Start Portico with npm start, which prepares it.`);
  return secret;
}

function sessionSecretOf(variables: Variables): Secret {
  const secret = required(variables, "NEXTAUTH_SECRET");
  const problem = sessionSecretProblem(secret.reveal());
  if (problem) throw configuration(`NEXTAUTH_SECRET ${problem}. Make one with: ${TEXT_RECIPE}`);
  return secret;
}

function configuration(message: string, cause?: unknown): AppError {
  return new AppError("configuration", { message, cause });
}

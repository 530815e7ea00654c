import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { parseKeyring, type Keyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { isHubSpotOrigin, isLoopback } from "@/lib/hubspot/origins";

/** The settings of a running server, checked. Secrets are wrapped; nothing here prints a value. */
export interface Env {
  /** Public origin, without a trailing slash. */
  origin: string;
  isSecureOrigin: boolean;
  databaseUrl: Secret;
  keyring: Keyring;
  sessionSecret: Secret;
  setupToken?: Secret;
  hubspotApiUrl: string;
  hubspotAppUrl: string;
  trustedProxies: number;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  isDemo: boolean;
}

const PLACEHOLDER = /^(change-?me|secret|placeholder|example|your[-_ ])|^(.)\2*$/i;

const plainSettings = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  PORTICO_URL: z.url({ protocol: /^https?$/ }).optional(),
  HUBSPOT_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.hubapi.com"),
  HUBSPOT_APP_URL: z.url({ protocol: /^https?$/ }).default("https://app.hubspot.com"),
  PORTICO_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  PORTICO_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info"),
});

type Variables = Record<string, string | undefined>;

let cached: Env | undefined;

/** The settings of this process, read once. @throws AppError `configuration`, naming the variable and the fix */
export function getEnv(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Reads and checks settings. An empty string counts as unset. */
export function readEnv(variables: Variables): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = plainSettings.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw configuration(
      `${issue?.path.join(".") ?? "A setting"} is not usable: ${issue?.message ?? ""}`,
    );
  }
  const plain = parsed.data;
  const origin = originOf("PORTICO_URL", plain.PORTICO_URL ?? `http://localhost:${plain.PORT}`);
  if (!origin.startsWith("https:") && !isLoopback(new URL(origin))) {
    throw configuration(
      "PORTICO_URL must be https unless it is this machine: cookies and tokens would cross the network in clear",
    );
  }
  const isDemo = set.PORTICO_DEMO === "1";
  const env: Env = {
    origin,
    isSecureOrigin: origin.startsWith("https:"),
    databaseUrl: required(set, "DATABASE_URL"),
    keyring: parseKeyring(required(set, "PORTICO_ENCRYPTION_KEYS").reveal()),
    sessionSecret: sessionSecretOf(set),
    setupToken: readSecret(set, "PORTICO_SETUP_TOKEN"),
    hubspotApiUrl: hubspotUrl("HUBSPOT_API_URL", plain.HUBSPOT_API_URL),
    hubspotAppUrl: hubspotUrl("HUBSPOT_APP_URL", plain.HUBSPOT_APP_URL),
    trustedProxies: plain.PORTICO_TRUSTED_PROXIES,
    logLevel: plain.PORTICO_LOG_LEVEL,
    isDemo,
  };
  if (isDemo && !(isLoopback(new URL(env.hubspotApiUrl)) && isLoopback(new URL(origin)))) {
    throw configuration("PORTICO_DEMO works only against the simulator on this machine. Unset it");
  }
  return env;
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
    throw configuration(`${name}_FILE names a file that cannot be read`, cause);
  }
}

function required(variables: Variables, name: string): Secret {
  const secret = readSecret(variables, name);
  if (!secret)
    throw configuration(`${name} is not set. Start Portico with npm start, which prepares it`);
  return secret;
}

function sessionSecretOf(variables: Variables): Secret {
  const secret = required(variables, "NEXTAUTH_SECRET");
  const value = secret.reveal();
  if (value.length < 32 || PLACEHOLDER.test(value)) {
    throw configuration(
      "NEXTAUTH_SECRET is too short or a placeholder. Make one with: openssl rand -base64 32",
    );
  }
  return secret;
}

function originOf(name: string, value: string): string {
  const url = new URL(value);
  if ((url.pathname !== "/" && url.pathname !== "") || url.search || url.hash) {
    throw configuration(
      `${name} must be an origin such as https://portico.example.com, without a path`,
    );
  }
  return url.origin;
}

/** HubSpot's own hosts, or this machine for the simulator: a token must never be sent anywhere else. */
function hubspotUrl(name: string, value: string): string {
  const url = new URL(value);
  if (!isHubSpotOrigin(url) && !isLoopback(url)) {
    throw configuration(
      `${name} must be https on a HubSpot host, or this machine. Unset it to use the default`,
    );
  }
  return url.origin;
}

function configuration(message: string, cause?: unknown): AppError {
  return new AppError("configuration", { message: `${message}.`, cause });
}

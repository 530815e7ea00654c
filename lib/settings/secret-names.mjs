/**
 * Every setting that is a secret: it may also come as NAME_FILE, and it is never in the environment of a process that
 * Portico starts, because there its own user, its children and a crash report can read it.
 */
export const SECRET_NAMES = [
  "DATABASE_URL",
  "PORTICO_ENCRYPTION_KEYS",
  "NEXTAUTH_SECRET",
  "PORTICO_SETUP_TOKEN",
  "OIDC_CLIENT_SECRET",
  "SMTP_URL",
  "PORTICO_METRICS_TOKEN",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
];

/** Whom the audit log belongs to: the launcher alone knows it, and no process that it starts. */
export const OWNER_URL_NAME = "DATABASE_OWNER_URL";

/** Beside them Next's own, which it keeps in the build: only the build needs it. */
export const ENVIRONMENT_SECRET_NAMES = [
  ...SECRET_NAMES,
  OWNER_URL_NAME,
  "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY",
];

/**
 * A copy of an environment without the secrets in it; paths to their files stay, but for the one that no process is to read.
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string | undefined>}
 */
export function withoutSecrets(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !ENVIRONMENT_SECRET_NAMES.includes(name) && name !== `${OWNER_URL_NAME}_FILE`,
    ),
  );
}

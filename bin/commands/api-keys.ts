import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import { keyPrefix } from "@/lib/api-keys/key-text";
import { API_PERMISSIONS, isApiPermission } from "@/lib/api-keys/permissions";
import { findKeysByText, listApiKeys, type ApiKeyView } from "@/lib/api-keys/queries";
import { apiKeyName } from "@/lib/api-keys/schemas";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";
import { printable } from "./printable";
import { appIdsOf, listOf } from "./rights-options";

/** As the command line named them; what a command requires is there (see catalogue). */
type Options = Record<string, string | boolean | undefined>;

const MOST_DAYS = 3_650;

/** `api-keys create NAME --allow P[,P] [--app SLUG] [--days N]`: the key alone goes to stdout, so that a pipe can take it. */
export async function apiKeysCreate({ name, allow, app, days }: Options): Promise<void> {
  const parsed = apiKeyName.safeParse(name);
  if (!parsed.success)
    throw new CommandError(parsed.error.issues.map(({ message }) => message).join(" "));
  const permissions = permissionsOf(String(allow));
  const expiresInDays = days === undefined ? null : daysOf(String(days));
  const ctx = await operatorContext();
  const appIds = await appIdsOf(ctx, app === undefined ? [] : listOf(String(app)));
  const input = { name: parsed.data, permissions, appIds, hubIds: [], expiresInDays };
  const { key, expiresAt } = await withWords(createApiKey(ctx, input));
  const until = expiresAt ? `until ${expiresAt.toISOString()}` : "until it is revoked";
  process.stderr.write(`Keep this key now: Portico does not show it again. It works ${until}.\n`);
  process.stdout.write(`${key}\n`);
}

export async function apiKeysList(): Promise<void> {
  const keys = await listApiKeys(await operatorContext());
  if (keys.length === 0) process.stderr.write("There is no API key yet.\n");
  for (const key of keys) process.stdout.write(`${lineOf(key)}\n`);
}

/** `api-keys revoke KEY`: by the first signs of the key, or by all of it. */
export async function apiKeysRevoke({ key }: Options): Promise<void> {
  const ctx = await operatorContext();
  const [only, ...more] = await findKeysByText(ctx, String(key));
  const named = keyPrefix(String(key));
  if (!only) throw new CommandError(`There is no API key ${named}. See: api-keys list`);
  if (more.length > 0)
    throw new CommandError(`Several keys begin with ${named}. Revoke it in Settings, API keys.`);
  await withWords(revokeApiKey(ctx, only.id));
  process.stdout.write(
    `Revoked ${printable(only.name)} (${only.prefix}); every server refuses it from now on.\n`,
  );
}

function permissionsOf(text: string) {
  const names = listOf(text);
  const unknown = names.find((name) => !isApiPermission(name));
  if (unknown !== undefined || names.length === 0)
    throw new CommandError(
      `There is no permission "${unknown ?? ""}". Permissions: ${API_PERMISSIONS.join(", ")}`,
    );
  return names.filter(isApiPermission);
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > MOST_DAYS)
    throw new CommandError(`--days is a whole number from 1 to ${MOST_DAYS}.`);
  return days;
}

function lineOf({ prefix, name, state, permissions, apps, lastUsedAt, expiresAt }: ApiKeyView) {
  const used = lastUsedAt ? `used ${lastUsedAt.toISOString()}` : "never used";
  const ends = expiresAt ? `expires ${expiresAt.toISOString()}` : "does not expire";
  const limit = apps.length > 0 ? apps.join(", ") : "every app";
  return [prefix, state, printable(name), permissions.join(","), limit, used, ends].join("  ");
}

import { ROLES } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { CommandError } from "./errors";

/** What `--role` and `--app` or `--every-app` say, as verbs take it. */
export interface RightsOptions {
  role: string;
  reach?: "all" | "some";
  appIds: string[];
}

/**
 * Reads a role, built in or one of the team's own by its name, and a limit to apps by their slugs. Without a word about apps
 * a limit stays as it is.
 * @throws CommandError for a role or app that there is not
 */
export async function rightsOptions(
  ctx: Context,
  given: { role: string; app?: string; everyApp?: boolean },
): Promise<RightsOptions> {
  const role = await roleKey(ctx, given.role);
  if (given.everyApp && given.app !== undefined)
    throw new CommandError("Say either --app or --every-app.");
  if (given.everyApp) return { role, reach: "all", appIds: [] };
  if (given.app === undefined) return { role, appIds: [] };
  return { role, reach: "some", appIds: await appIdsOf(ctx, listOf(given.app)) };
}

async function roleKey({ db }: Context, name: string): Promise<string> {
  const builtIn = ROLES.find((role) => role === name.trim().toLowerCase());
  if (builtIn) return builtIn;
  const own = await db.customRole.findFirst({
    where: { name: { equals: name.trim(), mode: "insensitive" } },
    select: { id: true },
  });
  if (own) return own.id;
  const names = await db.customRole.findMany({ select: { name: true }, orderBy: { name: "asc" } });
  const all = [...ROLES, ...names.map((one) => one.name)].join(", ");
  throw new CommandError(`There is no role "${name}". Roles: ${all}`);
}

/** Ids of apps by their slugs. @throws CommandError for one that there is not */
export async function appIdsOf({ db }: Context, slugs: string[]): Promise<string[]> {
  const apps = await db.hubSpotApp.findMany({
    where: { slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const missing = slugs.find((slug) => !apps.some((app) => app.slug === slug));
  if (missing !== undefined) throw new CommandError(`There is no app "${missing}".`);
  return apps.map(({ id }) => id);
}

/** Words with commas between them. */
export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}

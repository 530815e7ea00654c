import { parseArgs } from "node:util";
import type { Context } from "@/lib/context";
import { createPerson } from "@/lib/people/create-person";
import { createResetLink } from "@/lib/people/invites";
import { disablePerson } from "@/lib/people/manage";
import { createPersonInput } from "@/lib/people/schemas";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";
import { askPassword } from "./ask-password";

/** `users create --email E --name N --role R`: the password is asked for, never given on the command line. */
export async function usersCreate(args: string[]): Promise<void> {
  const { email, name, role } = options(args, ["email", "name", "role"]);
  const parsed = createPersonInput.safeParse({ email, name, role, password: await askPassword() });
  if (!parsed.success)
    throw new CommandError(parsed.error.issues.map((issue) => issue.message).join(" "));
  const ctx = await operatorContext();
  await withWords(createPerson(ctx, parsed.data));
  process.stdout.write(
    `Created ${parsed.data.role} ${parsed.data.email}. They can sign in at ${ctx.env.origin}/login\n`,
  );
}

export async function usersResetPassword(args: string[]): Promise<void> {
  const { email } = options(args, ["email"]);
  const ctx = await operatorContext();
  const { link, expiresAt } = await withWords(createResetLink(ctx, await personId(ctx, email)));
  process.stdout.write(
    `Give this link to ${email} over a safe channel. It works once, until ${expiresAt.toISOString()}:\n${link}\n`,
  );
}

export async function usersDisable(args: string[]): Promise<void> {
  const { email } = options(args, ["email"]);
  const ctx = await operatorContext();
  await withWords(disablePerson(ctx, await personId(ctx, email)));
  process.stdout.write(`Disabled ${email}; their sessions have ended.\n`);
}

async function personId(ctx: Context, email: string): Promise<string> {
  const person = await ctx.db.person.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!person) throw new CommandError(`There is no person with the email ${email}.`);
  return person.id;
}

/** Named options, all required; `--email E` may also be the first bare word. */
function options<Name extends string>(args: string[], names: Name[]): Record<Name, string> {
  const config = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  let parsed;
  try {
    parsed = parseArgs({ args, options: config, allowPositionals: true });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : "The options cannot be read.");
  }
  const values: Record<string, string | undefined> = { ...parsed.values } as Record<
    string,
    string | undefined
  >;
  values.email ??= parsed.positionals[0];
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0)
    throw new CommandError(`Missing: ${missing.map((name) => `--${name}`).join(", ")}.`);
  return values as Record<Name, string>;
}

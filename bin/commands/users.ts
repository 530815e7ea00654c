import type { Context } from "@/lib/context";
import { createPerson } from "@/lib/people/create-person";
import { createResetLink } from "@/lib/people/invites";
import { changeRole, disablePerson, resetFactors } from "@/lib/people/manage";
import { createPersonInput } from "@/lib/people/schemas";
import { withdrawnWords } from "@/lib/people/withdrawn-words";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";
import { askPassword } from "./ask-password";
import { rightsOptions } from "./rights-options";

/** As the command line named them; what a command requires is there (see catalogue). */
type Options = Record<string, string | boolean | undefined>;

/** `users create --email E --name N --role R`: the password is asked for, never given on the command line. */
export async function usersCreate({ email, name, ...options }: Options): Promise<void> {
  const password = await askPassword();
  const ctx = await operatorContext();
  const rights = await rightsOptions(ctx, wordsOf(options));
  const parsed = createPersonInput.safeParse({ email, name, ...rights, password });
  if (!parsed.success)
    throw new CommandError(parsed.error.issues.map((issue) => issue.message).join(" "));
  await withWords(createPerson(ctx, parsed.data));
  process.stdout.write(
    `Created ${options["role"]} ${parsed.data.email}. They can sign in at ${ctx.env.origin}/login\n`,
  );
}

/** `users set-role --email E --role R [--app SLUG,SLUG | --every-app]`. */
export async function usersSetRole({ email, ...options }: Options): Promise<void> {
  const ctx = await operatorContext();
  const id = await personId(ctx, email);
  const rights = await rightsOptions(ctx, wordsOf(options));
  const ended = await withWords(changeRole(ctx, { personId: id, ...rights }));
  process.stdout.write(
    `${email} has the role ${options["role"]} now; they sign in anew.${withdrawnWords(ended)}\n`,
  );
}

function wordsOf({ role, app, "every-app": everyApp }: Options) {
  return {
    role: String(role),
    app: typeof app === "string" ? app : undefined,
    everyApp: everyApp === true,
  };
}

export async function usersResetPassword({ email }: Options): Promise<void> {
  const ctx = await operatorContext();
  const { link, expiresAt } = await withWords(createResetLink(ctx, await personId(ctx, email)));
  process.stdout.write(
    `Give this link to ${email} over a safe channel. It works once, until ${expiresAt.toISOString()}:\n${link}\n`,
  );
}

export async function usersDisable({ email }: Options): Promise<void> {
  const ctx = await operatorContext();
  const ended = await withWords(disablePerson(ctx, await personId(ctx, email)));
  const links = withdrawnWords(ended);
  process.stdout.write(`Disabled ${email}; their sessions have ended.${links}\n`);
}

export async function usersResetFactors({ email }: Options): Promise<void> {
  const ctx = await operatorContext();
  const { removed } = await withWords(resetFactors(ctx, await personId(ctx, email)));
  process.stdout.write(
    removed === 0
      ? `${email} had no second factor.\n`
      : `The second factors of ${email} are gone; their sessions have ended and their password alone signs them in.\n`,
  );
}

async function personId(ctx: Context, email: Options[string]): Promise<string> {
  const address = String(email).trim().toLowerCase();
  const person = await ctx.db.person.findUnique({ where: { email: address } });
  if (!person) throw new CommandError(`There is no person with the email ${email}.`);
  return person.id;
}

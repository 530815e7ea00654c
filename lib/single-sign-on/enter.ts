import "server-only";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import { ROLES, type Rights } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import type { Person } from "@/lib/db/generated/client";
import { AppError, isAppError } from "@/lib/errors";
import { lockPeople, type LockedPerson } from "@/lib/people/lock-people";
import { openInviteTo } from "@/lib/people/open-invites";
import { columnsOf, keptLimit, rightsOf, roleKeyOf, type StoredRights } from "@/lib/people/rights";
import { rightsInWords } from "@/lib/people/rights-in-words";
import { withdrawLinks } from "@/lib/people/withdraw-links";
import { actorOf, openSession, type Entered } from "@/lib/people/open-session";
import { signInName } from "@/lib/people/sign-in-name";
import { assertRightsAreKnown } from "@/lib/servers/know-rights";
import { claimsSchema, identityOf, roleOf, type Claims } from "./claims";
import { providerTokenPlace } from "./provider-token-place";
import { getSignInRule, type SignInRule } from "./rule";

/** Why somebody whom the provider let through does not come in here. */
export type SsoRefusal =
  "no_email" | "unverified_email" | "not_invited" | "no_role" | "disabled" | "other_issuer";

/** What the provider gave, its signature, audience, nonce and times checked already (Core section 3.1.3.7). */
export interface ProviderAnswer {
  claims: unknown;
  refreshToken?: string;
}

/**
 * Opens a session for whom the identity provider names. Somebody who is known by issuer and subject comes in; else a person of
 * the team with the same checked address is theirs from now on; else they are new, where the rule lets new people in.
 * @throws AppError sso_refused with `reason`
 */
export async function enterByProvider(ctx: Context, answer: ProviderAnswer): Promise<Entered> {
  const parsed = claimsSchema.safeParse(answer.claims);
  try {
    if (!parsed.success || parsed.data.iss !== ctx.env.oidc?.issuer) throw refused("other_issuer");
    const claims = parsed.data;
    const rule = await getSignInRule(ctx);
    return await ctx.db.$transaction(async (tx) => {
      const person = await findOrMake(tx, ctx, claims, rule);
      const acting = { ...ctx, actor: actorOf(ctx, person) };
      return openSession(tx, acting, person, {
        shown: "single sign-on",
        confirmedAt: confirmedAt(ctx, claims),
        provider: { sid: claims.sid, seal: sealerOf(ctx, answer.refreshToken) },
      });
    });
  } catch (error) {
    if (isAppError(error, "sso_refused"))
      await recordAlone(ctx, {
        action: "session.refused",
        outcome: "denied",
        target: {
          kind: "person",
          label: parsed.data?.email ?? "somebody of the identity provider",
        },
        details: { at: "single sign-on", reason: error.details.reason },
      });
    throw error;
  }
}

/** When they last showed there who they are; providers that do not say have been asked just now. */
function confirmedAt({ now }: Pick<Context, "now">, { auth_time }: Claims): Date {
  return auth_time === undefined ? now() : new Date(Math.min(now().getTime(), auth_time * 1000));
}

function sealerOf({ vault }: Context, refreshToken: string | undefined) {
  if (!refreshToken) return undefined;
  return (sessionId: string) => vault.seal(providerTokenPlace(sessionId), new Secret(refreshToken));
}

async function findOrMake(
  tx: DbTransaction,
  ctx: Context,
  claims: Claims,
  rule: SignInRule,
): Promise<Entering> {
  const identity = identityOf(claims);
  const role = await roleHere(tx, roleOf(claims, rule));
  if (role === null) throw refused("no_role");
  const known: Pick<Person, "id" | "identity"> | null =
    (await tx.person.findUnique({ where: { identity } })) ??
    (await findByAddress(tx, claims, rule));
  if (!known) return makePerson(tx, ctx, claims, rule, role);
  const locked = (await lockPeople(tx, [known.id])).get(known.id);
  if (!locked || locked.disabledAt) throw refused("disabled");
  if (known.identity !== identity) await link(tx, ctx, locked, identity);
  if (role === undefined || roleKeyOf(role) === roleKeyOf(locked)) return locked;
  return giveRole(tx, ctx, locked, role);
}

/** Somebody who comes in. */
interface Entering extends StoredRights {
  id: string;
  email: string;
  rights: Rights;
  passwordChangedAt: Date | null;
}

type GivenRole = Pick<StoredRights, "role" | "customRoleId" | "customRole">;

/** A role of the team's own that was deleted since the rule was made gives nobody anything. */
async function roleHere(
  tx: DbTransaction,
  key: string | null | undefined,
): Promise<GivenRole | null | undefined> {
  if (!key) return key === undefined ? undefined : null;
  const role = ROLES.find((one) => one === key);
  if (role) return { role, customRoleId: null, customRole: null };
  const customRole = await tx.customRole.findUnique({ where: { id: key } });
  return customRole && { role: "support", customRoleId: key, customRole };
}

/** An address that nobody has checked may be anybody's. */
function addressOf({ email, email_verified }: Claims, { trustEmail }: SignInRule): string {
  if (!email?.includes("@")) throw refused("no_email");
  if (email_verified !== true && !trustEmail) throw refused("unverified_email");
  return signInName(email);
}

async function findByAddress(
  tx: DbTransaction,
  claims: Claims,
  rule: SignInRule,
): Promise<Person | null> {
  const person = await tx.person.findUnique({ where: { email: addressOf(claims, rule) } });
  // Theirs is somebody else there.
  if (person?.identity && person.identity !== identityOf(claims)) throw refused("not_invited");
  return person;
}

async function makePerson(
  tx: DbTransaction,
  ctx: Context,
  claims: Claims,
  rule: SignInRule,
  role: GivenRole | undefined,
): Promise<Entering> {
  const email = addressOf(claims, rule);
  const invite = await openInviteTo(tx, ctx.now(), email);
  if (rule.newcomers === "invited" && !invite) throw refused("not_invited");
  const stored = withRole(invite ?? NOT_INVITED, role);
  await assertRightsAreKnown(tx, stored);
  const made = await tx.person.create({
    data: {
      email,
      name: claims.name || email,
      ...columnsOf(stored),
      identity: identityOf(claims),
      createdAt: ctx.now(),
    },
  });
  const person = { ...made, ...stored, rights: rightsOf(stored) };
  if (invite) {
    const used = { usedAt: ctx.now(), personId: person.id };
    await tx.invite.update({ where: { id: invite.id }, data: used });
    await withdrawLinks(tx, ctx, { invitationsTo: email });
  }
  const words = await rightsInWords(tx, stored);
  await note(tx, ctx, person, "person.created", { ...words, by: "single sign-on" });
  return person;
}

async function link(
  tx: DbTransaction,
  ctx: Context,
  person: Entering,
  identity: string,
): Promise<void> {
  await tx.person.update({ where: { id: person.id }, data: { identity } });
  await note(tx, ctx, person, "single_sign_on.linked", {});
}

async function giveRole(
  tx: DbTransaction,
  ctx: Context,
  person: LockedPerson,
  role: GivenRole,
): Promise<Entering> {
  if (person.role === "owner") {
    const others = await tx.person.count({
      where: { role: "owner", disabledAt: null, id: { not: person.id } },
    });
    // Somebody must be left who may do everything.
    if (others === 0) return person;
  }
  const stored = withRole(person, role);
  await assertRightsAreKnown(tx, stored);
  const now = { ...person, ...stored, rights: rightsOf(stored) };
  await tx.person.update({ where: { id: person.id }, data: columnsOf(stored) });
  await note(tx, ctx, now, "person.role_changed", {
    from: (await rightsInWords(tx, person)).role,
    to: (await rightsInWords(tx, stored)).role,
    ...(person.isLimited !== stored.isLimited && {
      apps: (await rightsInWords(tx, stored)).apps ?? "all",
    }),
    by: "single sign-on",
  });
  return now;
}

const NOT_INVITED: StoredRights = {
  role: "support",
  customRoleId: null,
  customRole: null,
  isLimited: false,
  appIds: [],
};

/** The provider gives the role; which apps it reaches is decided here. */
function withRole(stored: StoredRights, role: GivenRole | undefined): StoredRights {
  // An invitation has an id of its own, which is not the person's.
  const { role: kept, customRoleId, customRole } = role ?? stored;
  return { role: kept, customRoleId, customRole, ...keptLimit(kept, stored) };
}

type Noted = "person.created" | "person.role_changed" | "single_sign_on.linked";

function note(
  tx: DbTransaction,
  ctx: Context,
  person: Entering,
  action: Noted,
  details: Record<string, string | string[]>,
) {
  const acting = { ...ctx, actor: actorOf(ctx, person) };
  const target = { kind: "person", id: person.id, label: person.email } as const;
  return recordEvent(tx, acting, { action, target, details });
}

function refused(reason: SsoRefusal): AppError {
  return new AppError("sso_refused", { details: { reason } });
}

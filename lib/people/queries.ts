import "server-only";
import type { Rights, Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { FACTOR_COUNTS } from "@/lib/factors/has-factor";
import { STANDING } from "./good-link";
import { judgeLink } from "./judge-link";
import { rightsOf, roleKeyOf, WITH_RIGHTS } from "./rights";
import { liveSessions } from "./sessions";

export interface PersonView {
  id: string;
  name: string;
  email: string;
  rights: Rights;
  /** A built-in role, or the id of one of the team's own. */
  roleKey: string;
  isDisabled: boolean;
  createdAt: Date;
  lastSeenAt: Date | null;
  /** A second factor is asked of them at sign-in. */
  hasFactor: boolean;
}

export interface InviteView {
  id: string;
  email: string;
  rights: Rights;
  isReset: boolean;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const ORDER: Record<Role | "own", number> = { owner: 0, admin: 1, own: 2, support: 3 };

/** Everybody with access, owners first, disabled people last. */
export async function listPeople(ctx: Context): Promise<PersonView[]> {
  const people = await ctx.db.person.findMany({
    include: {
      ...FACTOR_COUNTS,
      customRole: true,
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    },
    take: 1_000,
  });
  return people
    .map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      rights: rightsOf(person),
      roleKey: roleKeyOf(person),
      isDisabled: person.disabledAt !== null,
      createdAt: person.createdAt,
      lastSeenAt: person.sessions[0]?.lastSeenAt ?? null,
      hasFactor: person._count.factors + person._count.passkeys > 0,
    }))
    .sort(
      (a, b) =>
        Number(a.isDisabled) - Number(b.isDisabled) ||
        ORDER[a.rights.role] - ORDER[b.rights.role] ||
        a.name.localeCompare(b.name),
    );
}

export interface AnySession {
  id: string;
  personId: string;
  name: string;
  email: string;
  rights: Rights;
  isCurrent: boolean;
  /** Opened through the identity provider. */
  isByProvider: boolean;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Everybody's live sessions, last seen first; 500 at most. */
export async function listAllSessions(ctx: Context): Promise<AnySession[]> {
  const sessions = await ctx.db.session.findMany({
    where: liveSessions(ctx.now()),
    include: { person: { select: { name: true, email: true, ...WITH_RIGHTS } } },
    orderBy: { lastSeenAt: "desc" },
    take: 500,
  });
  return sessions.map(({ id, personId, person, lastSeenAt, ip, userAgent, providerCheckedAt }) => ({
    ...{ id, personId, lastSeenAt, ip, userAgent, name: person.name, email: person.email },
    rights: rightsOf(person),
    isCurrent: id === ctx.actor.sessionId,
    isByProvider: providerCheckedAt !== null,
  }));
}

/** Owners who could sign in with a password, by name. */
export function listOwnersWithPassword({ db }: Pick<Context, "db">) {
  return db.person.findMany({
    where: { role: "owner", disabledAt: null, passwordHash: { not: null } },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
  });
}

/** Links that still give what they were made for. */
export async function listOpenInvites(ctx: Context): Promise<InviteView[]> {
  const now = ctx.now();
  const unused = await ctx.db.invite.findMany({
    where: { usedAt: null, withdrawnAt: null, expiresAt: { gt: now } },
    include: { createdBy: STANDING, person: STANDING, customRole: true },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const holders = await ctx.db.person.findMany({
    where: { email: { in: unused.map(({ email }) => email) } },
    select: { email: true },
  });
  const taken = new Set(holders.map(({ email }) => email));
  const invites = unused.filter((one) => judgeLink(one, now, taken.has(one.email)) === "good");
  return invites.map((invite) => ({
    id: invite.id,
    email: invite.email,
    rights: rightsOf(invite),
    isReset: invite.isReset,
    createdAt: invite.createdAt,
    expiresAt: invite.expiresAt,
    invitedBy: invite.createdBy?.name ?? null,
  }));
}

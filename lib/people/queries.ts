import "server-only";
import type { Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { FACTOR_COUNTS } from "@/lib/factors/has-factor";
import { STANDING } from "./good-link";
import { judgeLink } from "./judge-link";
import { liveSessions } from "./sessions";

export interface PersonView {
  id: string;
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
  createdAt: Date;
  lastSeenAt: Date | null;
  /** A second factor is asked of them at sign-in. */
  hasFactor: boolean;
}

export interface InviteView {
  id: string;
  email: string;
  role: Role;
  isReset: boolean;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const ORDER: Record<Role, number> = { owner: 0, admin: 1, support: 2 };

/** Everybody with access, owners first, disabled people last. */
export async function listPeople(ctx: Context): Promise<PersonView[]> {
  const people = await ctx.db.person.findMany({
    include: {
      ...FACTOR_COUNTS,
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    },
    take: 1_000,
  });
  return people
    .map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      role: person.role,
      isDisabled: person.disabledAt !== null,
      createdAt: person.createdAt,
      lastSeenAt: person.sessions[0]?.lastSeenAt ?? null,
      hasFactor: person._count.factors + person._count.passkeys > 0,
    }))
    .sort(
      (a, b) =>
        Number(a.isDisabled) - Number(b.isDisabled) ||
        ORDER[a.role] - ORDER[b.role] ||
        a.name.localeCompare(b.name),
    );
}

export interface AnySession {
  id: string;
  personId: string;
  name: string;
  email: string;
  role: Role;
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
    include: { person: { select: { name: true, email: true, role: true } } },
    orderBy: { lastSeenAt: "desc" },
    take: 500,
  });
  return sessions.map(({ id, personId, person, lastSeenAt, ip, userAgent, providerCheckedAt }) => ({
    ...{ id, personId, lastSeenAt, ip, userAgent, ...person },
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
    include: { createdBy: STANDING, person: STANDING },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const holders = await ctx.db.person.findMany({
    where: { email: { in: unused.map(({ email }) => email) } },
    select: { email: true },
  });
  const taken = new Set(holders.map(({ email }) => email));
  const invites = unused.filter((one) => judgeLink(one, now, taken.has(one.email)) === "good");
  return invites.map(({ id, email, role, isReset, createdAt, expiresAt, createdBy }) => ({
    id,
    email,
    role,
    isReset,
    createdAt,
    expiresAt,
    invitedBy: createdBy?.name ?? null,
  }));
}

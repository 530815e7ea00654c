import "server-only";
import { cache } from "react";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { recordAlone } from "@/lib/audit/record";
import type { Actor, Context } from "@/lib/context";
import { AWAY_MARK } from "@/lib/away-mark";
import { isUnreachable } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { requestFacts } from "@/lib/http/request-facts";
import { markLanguage } from "@/lib/http/request-scope.mjs";
import { findViewer, type Viewer } from "@/lib/people/sessions";
import { createContext } from "@/lib/resources";
import { can, type Permission } from "./roles";
import { readSessionToken } from "./session-token";

/** The signed-in person of this request, or null. Read from the database once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const sessionToken = await readSessionToken();
  if (!sessionToken) return null;
  try {
    const viewer = await findViewer(await anonymousContext(), sessionToken);
    if (viewer) markLanguage(viewer.language);
    return viewer;
  } catch (error) {
    // The first that a page asks the database: what is wrong with it is what the page says.
    if (isUnreachable(error)) throw Object.assign(error as Error, { digest: AWAY_MARK });
    throw error;
  }
});

/** A context for somebody not signed in: setup, sign-in, invitations, health. */
export async function anonymousContext(): Promise<Context> {
  const facts = requestFacts(await headers());
  return createContext({ kind: "anonymous", label: "Not signed in", ...facts }, facts.requestId);
}

/** A context that acts as the viewer. */
export async function contextOf(viewer: Viewer): Promise<Context> {
  const facts = requestFacts(await headers());
  const { personId, email, rights, sessionId, confirmedAt } = viewer;
  const who = { kind: "person", id: personId, label: email, rights } as const;
  const actor: Actor = { ...who, sessionId, confirmedAt, ...facts };
  return createContext(actor, facts.requestId);
}

/**
 * For actions and route handlers: who acts, if they may. A refusal leaves a line in the audit log.
 * @throws AppError unauthenticated, forbidden
 */
export async function requireActor(permission: Permission): Promise<Context> {
  const viewer = await getViewer();
  if (!viewer) throw new AppError("unauthenticated");
  const ctx = await contextOf(viewer);
  if (!can(viewer.rights, permission)) {
    await noteRefusal(ctx, permission);
    throw new AppError("forbidden", { details: { permission } });
  }
  if (mustEnrolBefore(viewer, permission)) throw new AppError("forbidden");
  return ctx;
}

/** For pages: the same, with a redirect to sign-in and the 403 page instead of errors. */
export async function requirePage(
  permission: Permission,
): Promise<{ ctx: Context; viewer: Viewer }> {
  const viewer = await getViewer();
  if (!viewer) {
    redirect(signInPath(requestFacts(await headers()).path));
  }
  const ctx = await contextOf(viewer);
  if (!can(viewer.rights, permission)) {
    await noteRefusal(ctx, permission);
    forbidden();
  }
  if (mustEnrolBefore(viewer, permission)) redirect("/settings/security");
  return { ctx, viewer };
}

/** Nothing but one's own account is open to somebody who must set a second factor up first. */
function mustEnrolBefore({ mustEnrol }: Viewer, permission: Permission): boolean {
  return mustEnrol && permission !== "self.manage";
}

/** The sign-in page, with the way back. */
export function signInPath(path: string): string {
  return path === "/" ? "/login" : `/login?callbackUrl=${encodeURIComponent(path)}`;
}

/** Leaves a line in the audit log that somebody was refused. */
export async function noteRefusal(ctx: Context, permission: string): Promise<void> {
  const { path } = requestFacts(await headers());
  await recordAlone(ctx, {
    action: "access.denied",
    outcome: "denied",
    target: { kind: "page", label: path.split("?")[0] ?? "/" },
    details: { permission },
  });
}

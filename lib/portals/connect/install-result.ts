import "server-only";
import type { Context } from "@/lib/context";
import { equalInConstantTime, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { stateOf, type AttemptView } from "./attempts";
import { isStrangerSource, type StrangerSource } from "./stranger";

/** What a customer may know about their own install: nothing of the console. */
export interface InstallResult {
  state: AttemptView["state"];
  source: StrangerSource;
  appName: string;
  /** Where to begin again; null when the link is switched off or the install came from the Marketplace. */
  startAgain: string | null;
  portalLabel: string | null;
  landingUrl: string | null;
  failure: { code: string; kind: string | null; correlationId: string | null } | null;
}

/**
 * The outcome of an install by a stranger, for the browser that began it and nobody else.
 * @throws AppError not_found
 */
export async function getInstallResult(
  ctx: Context,
  input: { slug: string; attemptId: string; browserToken: string | undefined },
): Promise<InstallResult> {
  const attempt = await ctx.db.connectAttempt.findFirst({
    where: { id: input.attemptId, personId: null, app: { slug: input.slug } },
    include: { app: true, portal: { select: { hubDomain: true, hubId: true } } },
  });
  if (!attempt || !isStrangerSource(attempt.source)) throw new AppError("not_found");
  const sameBrowser = equalInConstantTime(sha256(input.browserToken ?? ""), attempt.browserHash);
  if (!sameBrowser) throw new AppError("not_found");
  const { app, portal, source } = attempt;
  const isLinkOpen = source === "install_link" && app.installLinkEnabled;
  return {
    state: stateOf(attempt, ctx.now()),
    source,
    appName: app.name,
    startAgain: isLinkOpen ? `/install/${app.slug}` : null,
    portalLabel: portal && (portal.hubDomain ?? `Hub ${portal.hubId}`),
    landingUrl: source === "install_link" ? app.installLandingUrl : null,
    failure: attempt.failureCode
      ? {
          code: attempt.failureCode,
          kind: attempt.failureKind,
          correlationId: attempt.correlationId,
        }
      : null,
  };
}

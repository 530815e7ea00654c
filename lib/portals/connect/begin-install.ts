import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { authorizeUrl } from "@/lib/hubspot/authorize-url";
import { findInstallApp } from "@/lib/hubspot-apps/ways-in/install-link";
import { throttle } from "@/lib/people/throttle";
import { openAttempt } from "./open-attempt";
import { asStranger } from "./stranger";

export const beginInstallInput = z.strictObject({ slug: z.string().max(120) });

/**
 * Starts the consent of a customer who came through the public install link: required and optional scopes, nothing to
 * choose, bound to this browser and to no person. Counted per address and app.
 * @throws AppError not_found when there is no such link or it is switched off, rate_limited
 */
export async function beginInstall(
  visitor: Context,
  { slug }: z.infer<typeof beginInstallInput>,
  browserToken: string,
): Promise<{ attemptId: string; url: string }> {
  const ctx = asStranger(visitor, "install_link");
  await throttle(ctx, "install", `${ctx.actor.ip ?? "unknown"} ${slug}`);
  const app = await findInstallApp(ctx, slug);
  const { requiredScopes: scopes, optionalScopes } = app;
  const { attemptId, state, codeChallenge } = await openAttempt(
    ctx,
    { app, source: "install_link", scopes, optionalScopes },
    browserToken,
  );
  const url = authorizeUrl({
    appUrl: ctx.env.hubspotAppUrl,
    clientId: app.clientId,
    redirectUri: app.redirectUri,
    scopes,
    optionalScopes,
    state,
    codeChallenge,
  });
  return { attemptId, url };
}

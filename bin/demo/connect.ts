import type { Context } from "@/lib/context";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import type { Control } from "./control";

export interface DemoApp {
  id: string;
  clientId: string;
  /** As the simulator knows it. */
  clientSecret: string;
  redirectUri: string;
}

const BROWSER_TOKEN = "demo".padEnd(43, "-");

/** One connection from click to callback, with the simulator's shortcut in place of the consent page. */
export async function connectDemoPortal(
  ctx: Context,
  control: Control,
  app: DemoApp,
  hubId: number,
): Promise<string> {
  const input = { appId: app.id, extraScopes: ["crm.objects.companies.read", "content"] };
  const { attemptId, url } = await beginConnect(ctx, input, BROWSER_TOKEN);
  const asked = new URL(url).searchParams;
  const answer = await control.post("/authorize", {
    clientId: app.clientId,
    redirectUri: app.redirectUri,
    scope: asked.get("scope"),
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state"),
    codeChallenge: asked.get("code_challenge") ?? undefined,
    hubId,
  });
  const { redirectTo } = answer as { redirectTo: string };
  const back = new URL(redirectTo).searchParams;
  await completeConnect(ctx, {
    state: back.get("state") ?? undefined,
    code: back.get("code") ?? undefined,
    browserToken: BROWSER_TOKEN,
  });
  const attempt = await ctx.db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  if (!attempt.portalId)
    throw new Error(`Hub ${hubId} did not connect: ${attempt.failureCode ?? "no reason"}`);
  return attempt.portalId;
}

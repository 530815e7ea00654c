import type { APIRequestContext, Page } from "@playwright/test";
import type { ControlClient } from "../../hubspot-simulator/control-client";
import { captureAction, replay, type SentAction } from "./replay";

/** Consent without HubSpot's page. @returns the callback's full address, not yet opened */
export async function approve(
  control: ControlClient,
  authorizeUrl: string,
  hubId: number,
): Promise<string> {
  const asked = new URL(authorizeUrl).searchParams;
  const { redirectTo } = await control.authorize({
    clientId: asked.get("client_id") ?? "",
    redirectUri: asked.get("redirect_uri") ?? "",
    scope: asked.get("scope") ?? "",
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state") ?? undefined,
    codeChallenge: asked.get("code_challenge") ?? undefined,
    hubId,
  });
  return redirectTo;
}

/** The action behind "Continue to HubSpot", as this page's person sends it for the first app. */
export async function captureStart(page: Page): Promise<SentAction> {
  await page.goto("/portals/connect");
  return captureAction(page, async () => {
    await page.getByRole("button", { name: "Continue to HubSpot" }).click();
    await page.waitForURL(/\/oauth\/authorize\?/);
  });
}

/** Begins an attempt with the action behind "Continue to HubSpot". @returns the consent page's address */
export async function begin(request: APIRequestContext, start: SentAction): Promise<string> {
  const begun = await replay(request, start);
  const target = begun.headers()["x-action-redirect"] ?? begun.headers()["location"] ?? "";
  return target.replace(/;(push|replace)$/, "");
}

/** Connects a portal by requests alone: same attempt, same exchange, no pages. */
export async function connectOne(
  request: APIRequestContext,
  control: ControlClient,
  start: SentAction,
  hubId: number,
): Promise<void> {
  const callback = await approve(control, await begin(request, start), hubId);
  const back = await request.get(callback, { maxRedirects: 0 });
  if (back.status() !== 303) throw new Error(`the callback answered ${back.status()}`);
}

import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { explainFailure } from "@/lib/portals/explain-failure";
import { targetOf } from "@/lib/portals/target-of";

export interface TestCallLine {
  call: "Account details" | "Contacts";
  ok: boolean | null;
  words: string;
}

const CONTACTS_SCOPE = "crm.objects.contacts.read";

/**
 * Uses the portal's access token the way a service would: account details, and one page of contacts when that scope
 * was granted. @throws AppError as getAccessToken
 */
export async function testCall(ctx: Context, portalId: string): Promise<TestCallLine[]> {
  const { token, portal } = await getAccessToken(ctx, portalId, 30);
  const app = openCredentials(ctx, portal.app);
  const lines = [
    await attempt("Account details", async () => {
      const details = await ctx.hubspot.accountDetails(app, token);
      const place = details.dataHostingLocation ? `, hosted in ${details.dataHostingLocation}` : "";
      return `HubSpot answered for Hub ID ${details.hubId ?? portal.hubId}${place}.`;
    }),
  ];
  if (portal.currentGrant?.grantedScopes.includes(CONTACTS_SCOPE)) {
    lines.push(
      await attempt("Contacts", async () => {
        const { count, more } = await ctx.hubspot.contactsPage(app, token);
        if (count === 0) return "HubSpot answered: this portal has no contacts yet.";
        const noun = count === 1 ? "contact" : "contacts";
        return `HubSpot returned ${count} ${noun} on the first page${more ? ", and there are more" : ""}.`;
      }),
    );
  } else {
    const words = `Not tried: the portal did not grant ${CONTACTS_SCOPE}.`;
    lines.push({ call: "Contacts", ok: null, words });
  }
  await recordAlone(ctx, {
    action: "portal.tested",
    outcome: lines.some((line) => line.ok === false) ? "failed" : "ok",
    target: targetOf(portal),
    appId: portal.appId,
    portalId,
    details: { results: lines.map((line) => `${line.call}: ${resultOf(line)}`) },
  });
  return lines;
}

function resultOf({ ok }: TestCallLine): string {
  if (ok === null) return "not tried";
  return ok ? "fine" : "failed";
}

async function attempt(
  call: TestCallLine["call"],
  work: () => Promise<string>,
): Promise<TestCallLine> {
  try {
    return { call, ok: true, words: await work() };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const { what } = explainFailure(error);
    const needed =
      error.requiredScopes.length > 0
        ? ` Any one of ${error.requiredScopes.join(", ")} would do.`
        : "";
    return { call, ok: false, words: `${what}${needed}` };
  }
}

import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { explainFailure } from "@/lib/portals/explain-failure";
import { targetOf } from "@/lib/portals/target-of";
import { say } from "@/lib/say/say";

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
      const hubId = String(details.hubId ?? portal.hubId);
      const place = details.dataHostingLocation;
      return place
        ? say("HubSpot answered for Hub ID {hubId}, hosted in {place}.", { hubId, place })
        : say("HubSpot answered for Hub ID {hubId}.", { hubId });
    }),
  ];
  if (portal.currentGrant?.grantedScopes.includes(CONTACTS_SCOPE)) {
    lines.push(
      await attempt("Contacts", async () => {
        const { count, more } = await ctx.hubspot.contactsPage(app, token);
        if (count === 0) return say("HubSpot answered: this portal has no contacts yet.");
        return more
          ? say.count(
              count,
              "HubSpot returned {count:number} contact on the first page, and there are more.",
              "HubSpot returned {count:number} contacts on the first page, and there are more.",
            )
          : say.count(
              count,
              "HubSpot returned {count:number} contact on the first page.",
              "HubSpot returned {count:number} contacts on the first page.",
            );
      }),
    );
  } else {
    const words = say("Not tried: the portal did not grant {scope}.", { scope: CONTACTS_SCOPE });
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
    const scopes = error.requiredScopes.join(", ");
    const needed = scopes ? [say("Any one of {scopes} would do.", { scopes })] : [];
    return { call, ok: false, words: [say.any(what), ...needed].join(" ") };
  }
}

import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "./credentials";
import { say } from "@/lib/say/say";

export interface CredentialCheck {
  name: "Client ID" | "Client secret" | "Redirect URI";
  result: "ok" | "wrong" | "unknown";
  /** What was found and, when wrong, the fix. */
  words: string;
}

/**
 * Finds out whether HubSpot accepts an app's client ID and secret, without a customer's consent (facts, section 9.3).
 * Each check stands alone; nothing is changed. @throws AppError not_found
 */
export async function testCredentials(ctx: Context, appId: string): Promise<CredentialCheck[]> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  const probe = await ctx.hubspot.probeCredentials(openCredentials(ctx, app));
  const checks = [...checksOf(probe), redirectCheck(ctx, app.redirectUri)];
  await recordAlone(ctx, {
    action: "app.credentials_tested",
    outcome: checks.some((check) => check.result === "wrong") ? "failed" : "ok",
    target: { kind: "app", id: app.id, label: app.name },
    appId: app.id,
    correlationId: probe === "accepted" ? undefined : probe.correlationId,
    details: { results: checks.map((check) => `${check.name}: ${check.result}`) },
  });
  return checks;
}

function checksOf(probe: "accepted" | HubSpotError): CredentialCheck[] {
  const id = (result: CredentialCheck["result"], words: string) =>
    ({ name: "Client ID", result, words: say.any(words) }) as const;
  const secret = (result: CredentialCheck["result"], words: string) =>
    ({ name: "Client secret", result, words: say.any(words) }) as const;
  if (probe === "accepted") {
    return [
      id("ok", "HubSpot knows this client ID."),
      secret("ok", "HubSpot accepts this secret."),
    ];
  }
  if (probe.kind === "app_credentials") {
    if (probe.status === "BAD_CLIENT_ID") {
      return [
        id(
          "wrong",
          "HubSpot does not know this client ID. Copy it again from the Auth tab of your app.",
        ),
        secret("unknown", "HubSpot checks the secret only after the client ID."),
      ];
    }
    return [
      id(
        probe.status === "BAD_CLIENT_SECRET" ? "ok" : "unknown",
        "HubSpot did not object to the client ID.",
      ),
      secret(
        "wrong",
        "HubSpot refuses this secret. Copy it again from the Auth tab and use Replace secret.",
      ),
    ];
  }
  if (isAboutTheGrant(probe)) {
    const words = "HubSpot got past this check.";
    return [id("ok", words), secret("ok", words)];
  }
  const words =
    "HubSpot did not answer properly, so this could not be checked. Try again in a moment.";
  return [id("unknown", words), secret("unknown", words)];
}

/** A refusal that HubSpot has a name for, other than of id and secret. A gateway's page, a 401 or a 404 proves neither. */
function isAboutTheGrant({ kind, httpStatus, status }: HubSpotError): boolean {
  if (kind === "bad_code" || kind === "scopes") return true;
  return kind === "rejected" && httpStatus === 400 && status !== undefined && status !== "error";
}

function redirectCheck(ctx: Context, redirectUri: string): CredentialCheck {
  const own = `${ctx.env.origin}/oauth/callback`;
  const name = "Redirect URI" as const;
  if (redirectUri === own) {
    const words = say(
      "It points to this console. HubSpot compares it only on the consent page, so it must be registered there exactly.",
    );
    return { name, result: "ok", words };
  }
  const words = say(
    "It points somewhere else than {address}, so HubSpot will not come back to this console.",
    { address: own },
  );
  return { name, result: "unknown", words };
}

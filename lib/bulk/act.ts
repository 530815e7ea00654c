import "server-only";
import type { Context } from "@/lib/context";
import { isAppError, type AppError } from "@/lib/errors";
import { messageOf } from "@/lib/error-copy";
import { logger } from "@/lib/logger";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { describeUninstall } from "@/lib/portals/end/describe-uninstall";
import { explainFailure } from "@/lib/portals/explain-failure";
import { loadPortal } from "@/lib/portals/load-portal";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { sayIn } from "@/lib/say/say";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import type { BulkActionName } from "./words";

export interface RowOutcome {
  status: "done" | "failed" | "skipped";
  words: string;
}

/** Does one act to one portal and says in words how it went. Never throws: a row must not stop those after it. */
export async function actOn(
  ctx: Context,
  action: BulkActionName,
  portalId: string,
): Promise<RowOutcome> {
  try {
    return await ACTS[action](ctx, portalId);
  } catch (error) {
    if (isAppError(error)) return refusal(error);
    logger.error({ err: error, portalId, action }, "a row of a bulk job failed");
    return {
      status: "failed",
      words: "Portico could not do this. The server log has the details.",
    };
  }
}

const ACTS: Record<BulkActionName, (ctx: Context, portalId: string) => Promise<RowOutcome>> = {
  async refresh(ctx, portalId) {
    // HubSpot has said no to the app; asking again once per portal would only slow things down.
    if ((await loadPortal(ctx, portalId)).app.credentialsRefusedAt) {
      return { status: "failed", words: explainFailure({ kind: "app_credentials" }).what };
    }
    const result = describeRefresh(await refreshPortal(ctx, { portalId, trigger: "person" }));
    return result.ok
      ? { status: "done", words: result.title }
      : { status: "failed", words: result.title };
  },

  async revoke(ctx, portalId) {
    const result = await revokePortal(ctx, portalId);
    if (result.outcome === "revoked")
      return { status: "done", words: "Revoked. HubSpot confirms that the token is dead." };
    const kind = result.error === "still_active" ? result.error : result.error.kind;
    const { what } = explainFailure({ kind });
    return { status: "failed", words: `${what} The revocation is pending and can be retried.` };
  },

  async uninstall(ctx, portalId) {
    const result = await uninstallPortal(ctx, portalId);
    const status = result.outcome === "uninstalled" ? "done" : "failed";
    return { status, words: describeUninstall(result, sayIn("en")) };
  },
};

function refusal(error: AppError): RowOutcome {
  if (error.code === "portal_not_active" || error.code === "not_found") {
    return { status: "skipped", words: "There was no live connection to act on." };
  }
  return { status: "failed", words: messageOf(error) };
}

import type { Metadata } from "next";
import { ForgetDraft } from "@/app/_forms/forget-draft";
import { Alert } from "@/components/ui/alert";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { countAppPortals } from "@/lib/hubspot-apps/app-portals";
import { getJournal } from "@/lib/hubspot-apps/journal/journal-view";
import { getRenewal } from "@/lib/hubspot-apps/renewal/renewal-view";
import { getInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { listGrantedSets } from "@/lib/hubspot-apps/scopes/scope-drift";
import { getSecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { v1EndsIn } from "@/lib/hubspot-apps/versions";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { newAppDraft } from "../app-fields";
import { AppFrame } from "./app-frame";
import { HealthSection } from "./health-section";
import { InstallsSection } from "./installs-section";
import { loadApp, type AppPageProps } from "./load-app";
import { MoveVersion } from "./move-version";
import { RenewalNotice } from "./renewal/renewal-section";
import { ScopeDriftSection } from "./scope-drift-section";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("{app} · Apps", { app: app.name }) };
}

/** Is this app well: one look at its health, its installs, and what its portals lack. */
export default async function AppPage({ params, searchParams }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  const mayWrite = can(viewer.rights, "apps.write");
  const [{ saved }, timeZone, portals, rollout, grantedSets, cap, journal, renewal] =
    await Promise.all([
      searchParams,
      viewerTimeZone(),
      countAppPortals(ctx, app.id),
      getSecretRollout(ctx, app.id),
      listGrantedSets(ctx, app.id),
      getInstallCap(ctx, app.id),
      getJournal(ctx, app.id),
      getRenewal(ctx, app.id),
    ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  return (
    <AppFrame app={app} part="overview" rights={viewer.rights}>
      {saved === "new" ? (
        <>
          <ForgetDraft name={newAppDraft(viewer.personId)} />
          <Alert tone="success" title={say("{app} was added.", { app: app.name })}>
            {say("Next, test the credentials, then connect a portal through it.")}
          </Alert>
        </>
      ) : null}
      {app.credentialsRefusedAt ? (
        <Alert tone="danger" title={say("HubSpot refuses this app's client ID or secret")}>
          {say(
            "All its portals are paused; their grants are untouched. Test the credentials, then correct the client ID or replace the secret.",
          )}
        </Alert>
      ) : null}
      {app.apiVersion === "v1" ? (
        <MoveVersion appId={app.id} endsIn={v1EndsIn(ctx.now())} mayWrite={mayWrite} />
      ) : null}
      {app.redirectsHere ? null : (
        <Alert tone="warning" title={say("The redirect URI points somewhere else")}>
          {say(
            "HubSpot will not come back to this console after consent. Finish a connection by pasting the address it redirected to.",
          )}
        </Alert>
      )}
      <RenewalNotice renewal={renewal} {...clock} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <HealthSection
          app={app}
          renewal={renewal}
          journal={journal}
          rollout={rollout}
          mayWrite={mayWrite}
          {...clock}
        />
        <div className="flex min-w-0 flex-col gap-5">
          <InstallsSection app={app} portals={portals} use={cap} />
          <ScopeDriftSection app={app} sets={grantedSets} />
        </div>
      </div>
    </AppFrame>
  );
}

import type { Metadata } from "next";
import { Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { getJournal } from "@/lib/hubspot-apps/journal/journal-view";
import { getRenewal } from "@/lib/hubspot-apps/renewal/renewal-view";
import { catalogueScopes } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { listGrantedSets } from "@/lib/hubspot-apps/scopes/scope-drift";
import { versionChoices } from "@/lib/hubspot-apps/versions";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { appDraft } from "../../app-fields";
import { AppFrame } from "../app-frame";
import { JournalSection } from "../journal/journal-section";
import { loadApp, type AppPageProps } from "../load-app";
import { RenewalSection } from "../renewal/renewal-section";
import { AppFacts } from "./app-facts";
import { SettingsForm } from "./settings-form";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("Settings · {app} · Apps", { app: app.name }) };
}

/** What the app sends to HubSpot, when its tokens are renewed, and how uninstalls are noticed. */
export default async function AppSettingsPage({ params }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  const mayWrite = can(viewer.rights, "apps.write");
  const [timeZone, grantedSets, journal, renewal] = await Promise.all([
    viewerTimeZone(),
    listGrantedSets(ctx, app.id),
    getJournal(ctx, app.id),
    getRenewal(ctx, app.id),
  ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  return (
    <AppFrame app={app} part="settings" rights={viewer.rights}>
      <div className="flex max-w-5xl flex-col gap-5">
        {mayWrite ? (
          <Section
            title={say("Settings")}
            description={say("What is sent to HubSpot's consent page.")}
          >
            <SettingsForm
              values={app}
              versions={versionChoices(ctx.now())}
              catalogue={catalogueScopes()}
              ownCallback={`${ctx.env.origin}/oauth/callback`}
              existing={{ appId: app.id, updatedAt: app.updatedAt.toISOString(), grantedSets }}
              draftName={appDraft(viewer.personId, app.id)}
            />
          </Section>
        ) : (
          <AppFacts app={app} {...clock} />
        )}
        <RenewalSection appId={app.id} renewal={renewal} mayWrite={mayWrite} />
        <JournalSection appId={app.id} journal={journal} mayWrite={mayWrite} {...clock} />
      </div>
    </AppFrame>
  );
}

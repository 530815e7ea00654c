import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { getApp, recordSecretViewed, type AppView } from "@/lib/hubspot-apps/queries";
import { listBlockingPortals } from "@/lib/hubspot-apps/blocking-portals";
import { getJournal } from "@/lib/hubspot-apps/journal/journal-view";
import { catalogueScopes } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { getRenewal } from "@/lib/hubspot-apps/renewal/renewal-view";
import { getInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { listGrantedSets } from "@/lib/hubspot-apps/scopes/scope-drift";
import { getSecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { v1EndsIn, versionChoices } from "@/lib/hubspot-apps/versions";
import { getWaysIn } from "@/lib/hubspot-apps/ways-in/ways-in";
import { viewerTimeZone } from "@/lib/http/time-zone";
import type { Context } from "@/lib/context";
import { AppFacts } from "./app-facts";
import { CredentialsSection } from "./credentials-section";
import { DeleteSection } from "./delete-section";
import { RenewalNotice, RenewalSection } from "./renewal/renewal-section";
import { InstallCapSection } from "./install-cap";
import { JournalSection } from "./journal/journal-section";
import { MoveVersion } from "./move-version";
import { ScopeDriftSection } from "./scope-drift-section";
import { SettingsForm } from "./settings-form";
import { WaysInSections } from "./ways-in-sections";

type PageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await load(ctx, (await params).slug);
  return { title: `${app.name} · Apps` };
}

export default async function AppPage({ params, searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await load(ctx, (await params).slug);
  await recordSecretViewed(ctx, app);
  const mayWrite = can(viewer.role, "apps.write");
  const [
    { saved },
    timeZone,
    blocking,
    waysIn,
    rollout,
    grantedSets,
    installCap,
    journal,
    renewal,
  ] = await Promise.all([
    searchParams,
    viewerTimeZone(),
    listBlockingPortals(ctx, app.id),
    getWaysIn(ctx, app.slug),
    getSecretRollout(ctx, app.id),
    listGrantedSets(ctx, app.id),
    getInstallCap(ctx, app.id),
    getJournal(ctx, app.id),
    getRenewal(ctx, app.id),
  ]);
  const now = ctx.now().toISOString();
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={app.name}
        breadcrumbs={[{ label: "Apps", href: "/apps" }]}
        actions={
          <>
            <LinkButton href={`/apps/${app.slug}/use`}>Use it</LinkButton>
            {can(viewer.role, "portals.connect") ? (
              <LinkButton href={`/portals/connect?app=${app.slug}`} variant="primary">
                Connect portal
              </LinkButton>
            ) : null}
          </>
        }
      />
      {saved === "new" ? (
        <Alert tone="success" title={`${app.name} was added.`}>
          Next, connect a portal through it.
        </Alert>
      ) : null}
      <Notices app={app} now={ctx.now()} mayWrite={mayWrite} />
      <RenewalNotice renewal={renewal} now={now} timeZone={timeZone} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {mayWrite ? (
            <Section title="Settings" description="What is sent to HubSpot's consent page.">
              <SettingsForm
                values={app}
                versions={versionChoices(ctx.now())}
                catalogue={catalogueScopes()}
                ownCallback={`${ctx.env.origin}/oauth/callback`}
                existing={{
                  appId: app.id,
                  updatedAt: app.updatedAt.toISOString(),
                  grantedSets,
                }}
              />
            </Section>
          ) : null}
          <RenewalSection appId={app.id} renewal={renewal} mayWrite={mayWrite} />
          <WaysInSections waysIn={waysIn} mayWrite={mayWrite} />
          {mayWrite ? <DeleteSection app={app} blocking={blocking} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <CredentialsSection
            app={app}
            rollout={rollout}
            mayWrite={mayWrite}
            now={now}
            timeZone={timeZone}
          />
          <ScopeDriftSection app={app} sets={grantedSets} />
          <InstallCapSection appId={app.id} use={installCap} mayWrite={mayWrite} />
          <JournalSection
            appId={app.id}
            journal={journal}
            mayWrite={mayWrite}
            now={now}
            timeZone={timeZone}
          />
          <AppFacts app={app} showsSettings={!mayWrite} now={now} timeZone={timeZone} />
        </div>
      </div>
    </div>
  );
}

function Notices({ app, now, mayWrite }: { app: AppView; now: Date; mayWrite: boolean }) {
  return (
    <>
      {app.credentialsRefusedAt ? (
        <Alert tone="danger" title="HubSpot refuses this app's client ID or secret">
          All its portals are paused; their grants are untouched. Test the credentials, then correct
          the client ID or replace the secret.
        </Alert>
      ) : null}
      {app.apiVersion === "v1" ? (
        <MoveVersion appId={app.id} endsIn={v1EndsIn(now)} mayWrite={mayWrite} />
      ) : null}
      {app.redirectsHere ? null : (
        <Alert tone="warning" title="The redirect URI points somewhere else">
          HubSpot will not come back to this console after consent. Finish a connection by pasting
          the address it redirected to.
        </Alert>
      )}
    </>
  );
}

async function load(ctx: Context, slug: string): Promise<AppView> {
  if (!appSlug.safeParse(slug).success) notFound();
  try {
    return await getApp(ctx, slug);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}

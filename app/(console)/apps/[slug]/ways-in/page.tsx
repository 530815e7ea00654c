import type { Metadata } from "next";
import { CopyButton } from "@/components/copy-button";
import { Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { getInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { getWaysIn } from "@/lib/hubspot-apps/ways-in/ways-in";
import { AppFrame } from "../app-frame";
import { loadApp, type AppPageProps } from "../load-app";
import { InstallCapSection } from "./install-cap";
import { WaysInSections } from "./ways-in-sections";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("Ways in · {app} · Apps", { app: app.name }) };
}

/** How customers install the app, and how many may. */
export default async function AppWaysInPage({ params }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  const mayWrite = can(viewer.rights, "apps.write");
  const [waysIn, cap] = await Promise.all([getWaysIn(ctx, app.slug), getInstallCap(ctx, app.id)]);
  return (
    <AppFrame app={app} part="ways-in" rights={viewer.rights}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <WaysInSections waysIn={waysIn} mayWrite={mayWrite} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <InstallCapSection appId={app.id} use={cap} mayWrite={mayWrite} />
          <Section
            title={say("Authorize URL")}
            description={say(
              "HubSpot's consent page for this app. Portico adds state and PKCE to it.",
            )}
          >
            <div className="flex items-start gap-2">
              <code className="min-w-0 flex-1 font-mono text-sm wrap-anywhere text-ink-muted">
                {app.authorizeUrl}
              </code>
              <CopyButton value={app.authorizeUrl} label={say("Copy authorize URL")} />
            </div>
          </Section>
        </div>
      </div>
    </AppFrame>
  );
}

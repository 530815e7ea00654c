import type { Metadata } from "next";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { recordSecretViewed } from "@/lib/hubspot-apps/queries";
import { getSecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { AppFrame } from "../app-frame";
import { loadApp, type AppPageProps } from "../load-app";
import { CredentialsSection } from "./credentials-section";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("Credentials · {app} · Apps", { app: app.name }) };
}

/** The client secret's metadata. Looking at it leaves a line in the audit log. */
export default async function AppCredentialsPage({ params }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  await recordSecretViewed(ctx, app);
  const [timeZone, rollout] = await Promise.all([viewerTimeZone(), getSecretRollout(ctx, app.id)]);
  return (
    <AppFrame app={app} part="credentials" rights={viewer.rights}>
      <div className="max-w-3xl">
        <CredentialsSection
          app={app}
          rollout={rollout}
          mayWrite={can(viewer.rights, "apps.write")}
          now={ctx.now().toISOString()}
          timeZone={timeZone}
        />
      </div>
    </AppFrame>
  );
}

import type { Metadata } from "next";
import { requirePage } from "@/lib/auth/session";
import { listBlockingPortals } from "@/lib/hubspot-apps/blocking-portals";
import { AppFrame } from "../app-frame";
import { loadApp, type AppPageProps } from "../load-app";
import { DeleteSection } from "./delete-section";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.write");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("Danger · {app} · Apps", { app: app.name }) };
}

/** What cannot be taken back. */
export default async function AppDangerPage({ params }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.write");
  const app = await loadApp(ctx, (await params).slug);
  return (
    <AppFrame app={app} part="danger" rights={viewer.rights}>
      <div className="max-w-3xl">
        <DeleteSection app={app} blocking={await listBlockingPortals(ctx, app.id)} />
      </div>
    </AppFrame>
  );
}

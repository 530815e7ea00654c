import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DemoNotice } from "@/app/(public)/demo-notice";
import { AutoRefresh } from "@/app/(console)/portals/connect/[attemptId]/auto-refresh";
import { AuthCard } from "@/components/auth-card";
import { boundBrowser } from "@/lib/auth/browser-binding";
import { anonymousContext } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { getInstallResult, type InstallResult } from "@/lib/portals/connect/install-result";
import { Connected } from "./connected";
import { NotConnected } from "./not-connected";

type PageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Connect to HubSpot" };

/** Public: how a customer's install ended, for the browser that began it. */
export default async function InstallDonePage({ params, searchParams }: PageProps) {
  const result = await load((await params).slug, (await searchParams).attempt);
  if (result.state === "completed") return <Connected result={result} banner={<DemoNotice />} />;
  if (["waiting", "exchanging", "asking"].includes(result.state)) {
    return (
      <AuthCard
        title="Finishing the connection"
        description="This page shows the result by itself."
        banner={<DemoNotice />}
      >
        <AutoRefresh everyMs={1_500} />
        <p role="status" className="text-ink-muted">
          HubSpot is being asked. That may take up to a minute.
        </p>
      </AuthCard>
    );
  }
  return <NotConnected result={result} banner={<DemoNotice />} />;
}

async function load(slug: string, attempt: string | string[] | undefined): Promise<InstallResult> {
  if (!appSlug.safeParse(slug).success) notFound();
  if (typeof attempt !== "string" || !/^[0-9a-f-]{36}$/i.test(attempt)) notFound();
  try {
    const ctx = await anonymousContext();
    const browserToken = await boundBrowser();
    return await getInstallResult(ctx, { slug, attemptId: attempt, browserToken });
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AutoRefresh } from "@/app/(console)/portals/connect/[attemptId]/auto-refresh";
import { CustomerPage } from "@/app/_customers/customer-page";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
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

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { appName } = await resultOf(props);
  return customerMetadata((say) => say("install.page"), appName);
}

/** Public: how a customer's install ended, for the browser that began it. */
export default async function InstallDonePage(props: PageProps) {
  const result = await resultOf(props);
  const { say } = await getVisit();
  if (result.state === "completed") return <Connected result={result} say={say} />;
  if (["waiting", "exchanging", "asking"].includes(result.state)) {
    return (
      <CustomerPage
        title={say("done.waiting")}
        instead={result.appName}
        description={say("done.waitingHow")}
      >
        <AutoRefresh everyMs={1_500} />
        <p role="status" className="text-ink-muted">
          {say("done.asking")}
        </p>
      </CustomerPage>
    );
  }
  return <NotConnected result={result} say={say} />;
}

async function resultOf({ params, searchParams }: PageProps): Promise<InstallResult> {
  const { attempt } = await searchParams;
  return load((await params).slug, typeof attempt === "string" ? attempt : "");
}

const load = cache(async (slug: string, attempt: string): Promise<InstallResult> => {
  if (!appSlug.safeParse(slug).success) notFound();
  if (!/^[0-9a-f-]{36}$/i.test(attempt)) notFound();
  try {
    const ctx = await anonymousContext();
    const browserToken = await boundBrowser();
    return await getInstallResult(ctx, { slug, attemptId: attempt, browserToken });
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
});

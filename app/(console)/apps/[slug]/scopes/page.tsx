import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { getScopeDrift, type ScopeDrift } from "@/lib/hubspot-apps/scopes/scope-drift";
import { AppFrame } from "../app-frame";
import { CoverageTable } from "./coverage-table";
import { PortalsBehindTable } from "./portals-behind-table";
import { say } from "@/lib/say/say";

type PageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const { app } = await load(ctx, (await params).slug);
  return { title: say("Scopes · {app} · Apps", { app: app.name }) };
}

export default async function ScopesPage({ params, searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const { after } = await searchParams;
  const start = typeof after === "string" && /^\d{1,18}$/.test(after) ? BigInt(after) : undefined;
  const drift = await load(ctx, (await params).slug, start);
  const { app, live, behind, nextAfter } = drift;
  return (
    <AppFrame app={app} part="scopes" rights={viewer.rights}>
      <p className="max-w-2xl text-ink-muted">
        {say(
          "What {app} asks for now against what each live portal granted. A grant keeps its scopes until somebody consents again.",
          { app: app.name },
        )}
      </p>
      {behind === 0 ? (
        <Alert
          tone="success"
          title={
            live === 0
              ? say("No portal is connected through this app.")
              : say.count(
                  live,
                  "All of its one live portal granted every required scope.",
                  "All {count:number} live portals granted every required scope.",
                )
          }
        />
      ) : (
        <Alert
          tone="warning"
          title={say.count(
            live,
            "{behind:number} of {count:number} live portal behind",
            "{behind:number} of {count:number} live portals behind",
            { behind },
          )}
        >
          {say(
            "They work as before with the scopes they granted. New ones come with a new consent of each customer.",
          )}
        </Alert>
      )}
      {behind > 0 ? (
        <Section title={say("Portals behind")} padded={false}>
          <PortalsBehindTable
            drift={drift}
            origin={ctx.env.origin}
            mayConnect={can(viewer.rights, "portals.connect")}
          />
          {nextAfter || start !== undefined ? (
            <div className="flex flex-wrap gap-2 border-t border-line p-4">
              {start === undefined ? null : (
                <LinkButton href={`/apps/${app.slug}/scopes`}>{say("First page")}</LinkButton>
              )}
              {nextAfter ? (
                <LinkButton href={`/apps/${app.slug}/scopes?after=${nextAfter}`}>
                  {say("Next page")}
                </LinkButton>
              ) : null}
            </div>
          ) : null}
        </Section>
      ) : null}
      <Section title={say("Scopes")} padded={false}>
        <CoverageTable coverage={drift.coverage} live={live} />
      </Section>
    </AppFrame>
  );
}

async function load(ctx: Context, slug: string, after?: bigint): Promise<ScopeDrift> {
  if (!appSlug.safeParse(slug).success) notFound();
  try {
    return await getScopeDrift(ctx, slug, after);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}

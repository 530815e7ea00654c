import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { CodeBlock } from "@/app/(console)/_use-it/code-block";
import { languageOf } from "@/app/(console)/_use-it/language";
import { UseIt } from "@/app/(console)/_use-it/use-it";
import { EmptyState } from "@/components/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import { listSnippet } from "@/lib/use-it/snippets";
import { appUse as exampleOf } from "@/lib/use-it/use-it-view";
import { AppFrame } from "../app-frame";
import { loadApp, type AppPageProps } from "../load-app";
import { say } from "@/lib/say/say";

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  const { ctx } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  return { title: say("Use {app} · Apps", { app: app.name }) };
}

/** How a program uses the portals of this app. */
export default async function UseAppPage({ params, searchParams }: AppPageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const app = await loadApp(ctx, (await params).slug);
  const example = await exampleOf(ctx, app.id);
  return (
    <AppFrame app={app} part="use" rights={viewer.rights}>
      {example ? (
        <>
          <Section
            title={say("Which portals there are")}
            description={say(
              "Page by page, in the order of their Hub IDs. The key needs portals:read.",
            )}
          >
            <div className="flex flex-col gap-3">
              <CodeBlock
                code={listSnippet(ctx.env.origin, app.slug)}
                label={say("Lists the portals of this app")}
              />
              <p className="text-ink-muted">
                {say.rich(
                  "Below stands <a>{portal}</a>, Hub ID {hub}; put any other in its place.",
                  {
                    a: (text) => (
                      <Link
                        href={`/portals/${example.portal.id}/use`}
                        className="text-accent-text underline hover:no-underline"
                      >
                        {text}
                      </Link>
                    ),
                    portal: example.portal.label,
                    hub: example.used.hubId,
                  },
                )}
              </p>
            </div>
          </Section>
          <UseIt
            used={example.used}
            appSlug={app.slug}
            language={languageOf((await searchParams).in)}
            path={`/apps/${app.slug}/use?`}
            mayMakeKeys={can(viewer.rights, "api_keys.manage")}
          />
        </>
      ) : (
        <EmptyState
          icon={<Plug />}
          title={say("No portal to use yet")}
          action={
            can(viewer.rights, "portals.connect") ? (
              <LinkButton href={`/portals/connect?app=${app.slug}`} variant="primary">
                {say("Connect portal")}
              </LinkButton>
            ) : undefined
          }
        >
          {say(
            "Programs work with a customer's account. Connect one through {app}, and this page shows how.",
            { app: app.name },
          )}
        </EmptyState>
      )}
    </AppFrame>
  );
}

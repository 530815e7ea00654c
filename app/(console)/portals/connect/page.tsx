import { Boxes } from "lucide-react";
import { Link } from "@/components/ui/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { LinkButton } from "@/components/ui/link-button";
import { Card, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { listUnfinishedAttempts, type OpenAttempt } from "@/lib/portals/connect/attempts";
import { listConnectApps } from "@/lib/portals/connect/connect-options";
import { getPortal } from "@/lib/portals/look-up/get";
import { say } from "@/lib/say/say";
import { ConnectForm } from "./connect-form";

export const generateMetadata = titled("Connect portal · Portals");

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConnectPage({ searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("portals.connect");
  const parameters = await searchParams;
  const [apps, unfinished, timeZone] = await Promise.all([
    listConnectApps(ctx),
    listUnfinishedAttempts(ctx),
    viewerTimeZone(),
  ]);
  const portal = await expectedPortal(ctx, parameters.portal);
  const slug =
    portal?.app.slug ?? (typeof parameters.app === "string" ? parameters.app : undefined);
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={portal ? say("Reconnect {portal}", { portal: portal.label }) : say("Connect portal")}
        about="connect-portal"
        breadcrumbs={[
          { label: say("Portals"), href: "/portals" },
          ...(portal ? [{ label: portal.label, href: `/portals/${portal.id}` }] : []),
        ]}
        description={
          portal
            ? say(
                "HubSpot asks for consent for Hub ID {hub} again. Its history stays; the new grant becomes the current one.",
                { hub: portal.hubId },
              )
            : say(
                "HubSpot shows its consent page, where somebody chooses the account and agrees to the scopes. Then you come back here.",
              )
        }
      />
      <Card padded={apps.length > 0}>
        {apps.length > 0 ? (
          <ConnectForm apps={apps} initialSlug={slug} portalId={portal?.id} />
        ) : (
          <EmptyState
            icon={<Boxes />}
            title={say("Add your app first")}
            action={
              can(viewer.rights, "apps.create") ? (
                <LinkButton href="/apps/new" variant="primary">
                  {say("Add app")}
                </LinkButton>
              ) : undefined
            }
          >
            {say(
              "A portal is connected through a HubSpot app: its client ID, client secret and scopes.",
            )}
          </EmptyState>
        )}
      </Card>
      <p className="text-sm text-ink-faint">
        {say(
          "In HubSpot, only a super admin or somebody with App Marketplace access can install an app. If the person cancels there, HubSpot tells nobody: the attempt expires after 10 minutes and nothing is stored.",
        )}
      </p>
      {unfinished.length > 0 ? (
        <Unfinished attempts={unfinished} now={ctx.now().toISOString()} timeZone={timeZone} />
      ) : null}
    </div>
  );
}

function Unfinished({
  attempts,
  now,
  timeZone,
}: {
  attempts: OpenAttempt[];
  now: string;
  timeZone: string;
}) {
  return (
    <Section title={say("Your attempts that did not come back")}>
      <ul className="divide-y divide-line">
        {attempts.map((attempt) => (
          <li
            key={attempt.id}
            className="flex flex-wrap justify-between gap-x-4 py-2 first:pt-0 last:pb-0"
          >
            <Link
              href={`/portals/connect/${attempt.id}`}
              className="text-accent-text hover:underline"
            >
              {attempt.appName}
            </Link>
            <span className="text-sm text-ink-faint">
              {say.rich(attempt.isExpired ? "Expired {when}" : "Open, expires {when}", {
                when: (
                  <RelativeTime
                    value={attempt.expiresAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                ),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function expectedPortal(ctx: Context, id: string | string[] | undefined) {
  if (id === undefined) return null;
  if (typeof id !== "string" || !/^[0-9a-f-]{36}$/i.test(id)) notFound();
  try {
    return await getPortal(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}

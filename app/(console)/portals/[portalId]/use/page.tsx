import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { languageOf } from "@/app/(console)/_use-it/language";
import { UseIt } from "@/app/(console)/_use-it/use-it";
import { PageHeader } from "@/components/page-header";
import { PortalStatusBadge } from "@/components/portal-status";
import { Alert } from "@/components/ui/alert";
import { can } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { listPlaceSearch, parseListPlace } from "@/lib/portals/look-up/list-place";
import { say } from "@/lib/say/say";
import { refusalOf } from "@/lib/use-it/refusal";
import { portalUse, type UseItView } from "@/lib/use-it/use-it-view";
import { listHref } from "../../list-href";

type PageProps = {
  params: Promise<{ portalId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { ctx } = await requirePage("portals.read");
  const { portal } = await load(ctx, (await params).portalId);
  return { title: say("Use {portal} · Portals", { portal: portal.label }) };
}

/** How a program uses this portal. */
export default async function UsePortalPage({ params, searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("portals.read");
  const view = await load(ctx, (await params).portalId);
  const { used, appName, appSlug, portal, isShared } = view;
  const refusal = refusalOf(portal.status, portal.isEnding);
  const list = parseListPlace(await searchParams);
  const listPlace = list ? listPlaceSearch(list) : "";
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={say("Use it")}
        about="use-it"
        breadcrumbs={[
          {
            label: say("Portals"),
            href: list ? listHref(list.query, { cursor: list.query.cursor }) : "/portals",
          },
          { label: portal.label, href: `/portals/${portal.id}${listPlace && `?${listPlace}`}` },
        ]}
        meta={<PortalStatusBadge status={portal.status} />}
        description={say("How a program works with Hub ID {hub} through {app}.", {
          hub: used.hubId,
          app: appName,
        })}
      />
      {refusal ? (
        <Alert
          tone="warning"
          title={say("A program gets no token now: it hears {code}", { code: refusal.code })}
        >
          {say.any(refusal.todo)}
        </Alert>
      ) : null}
      {isShared ? (
        <Alert tone="info" title={say("Several apps hold this Hub ID")}>
          {say(
            "So a program names the app it means, as below. A key that is limited to {app} means it without saying so.",
            { app: appName },
          )}
        </Alert>
      ) : null}
      <UseIt
        used={used}
        appSlug={appSlug}
        language={languageOf((await searchParams).in)}
        path={`/portals/${portal.id}/use?${listPlace && `${listPlace}&`}`}
        mayMakeKeys={can(viewer.rights, "api_keys.manage")}
      />
    </div>
  );
}

async function load(ctx: Context, id: string): Promise<UseItView> {
  if (!UUID.test(id)) notFound();
  try {
    return await portalUse(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}

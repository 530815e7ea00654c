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
import { refusalOf } from "@/lib/use-it/refusal";
import { portalUse, type UseItView } from "@/lib/use-it/use-it-view";

type PageProps = {
  params: Promise<{ portalId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { ctx } = await requirePage("portals.read");
  const { portal } = await load(ctx, (await params).portalId);
  return { title: `Use ${portal.label} · Portals` };
}

/** How a program uses this portal. */
export default async function UsePortalPage({ params, searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("portals.read");
  const view = await load(ctx, (await params).portalId);
  const { used, appName, appSlug, portal, isShared } = view;
  const refusal = refusalOf(portal.status, portal.isEnding);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Use it"
        about="use-it"
        breadcrumbs={[
          { label: "Portals", href: "/portals" },
          { label: portal.label, href: `/portals/${portal.id}` },
        ]}
        meta={<PortalStatusBadge status={portal.status} />}
        description={`How a program works with Hub ID ${used.hubId} through ${appName}.`}
      />
      {refusal ? (
        <Alert tone="warning" title={`A program gets no token now: it hears ${refusal.code}`}>
          {refusal.todo}
        </Alert>
      ) : null}
      {isShared ? (
        <Alert tone="info" title="Several apps hold this Hub ID">
          {`So a program names the app it means, as below. A key that is limited to ${appName} means it without saying so.`}
        </Alert>
      ) : null}
      <UseIt
        used={used}
        appSlug={appSlug}
        language={languageOf((await searchParams).in)}
        path={`/portals/${portal.id}/use`}
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

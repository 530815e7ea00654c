import { Boxes, Plus } from "lucide-react";
import { Copyable } from "@/components/copyable";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";
import {
  HeaderCell,
  RowHeader,
  RowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { listApps, type AppListView } from "@/lib/hubspot-apps/queries";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Apps");

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AppsPage({ searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("apps.read");
  const [apps, { deleted }] = await Promise.all([listApps(ctx), searchParams]);
  const mayWrite = can(viewer.rights, "apps.create");
  const add = (
    <LinkButton href="/apps/new" variant="primary" icon={<Plus />}>
      {say("Add app")}
    </LinkButton>
  );
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={say("Apps")}
        about="apps"
        description={say("The HubSpot apps through which portals are connected.")}
        actions={mayWrite && apps.length > 0 ? add : undefined}
      />
      {deleted ? (
        <Alert
          tone="success"
          title={say("The app was deleted. Its history stays in the activity log.")}
        />
      ) : null}
      <Card padded={false}>
        {apps.length === 0 ? (
          <EmptyState
            icon={<Boxes />}
            title={say("No app yet")}
            action={mayWrite ? add : undefined}
          >
            {mayWrite
              ? say(
                  "Portals are connected through a HubSpot app. Add yours with its client ID, client secret and scopes.",
                )
              : say("Portals are connected through a HubSpot app. An owner or admin adds it.")}
          </EmptyState>
        ) : (
          <AppsTable apps={apps} />
        )}
      </Card>
    </div>
  );
}

function AppsTable({ apps }: { apps: AppListView[] }) {
  return (
    <Table caption={say("HubSpot apps")}>
      <TableHead>
        <HeaderCell>{say("App")}</HeaderCell>
        <HeaderCell>{say("Client ID")}</HeaderCell>
        <HeaderCell>{say("Credentials")}</HeaderCell>
        <HeaderCell>{say("OAuth API")}</HeaderCell>
        <HeaderCell align="end">{say("Live portals")}</HeaderCell>
      </TableHead>
      <TableBody>
        {apps.map((app) => (
          <TableRow key={app.id}>
            <RowHeader>
              <RowLink href={`/apps/${app.slug}`}>{app.name}</RowLink>
            </RowHeader>
            <TableCell label={say("Client ID")}>
              <Copyable
                value={app.clientId}
                label={say("Copy client ID of {app}", { app: app.name })}
                max={20}
                className="relative z-10"
              />
            </TableCell>
            <TableCell label={say("Credentials")}>
              {app.credentialsRefusedAt ? (
                <Badge tone="danger">{say("Refused by HubSpot")}</Badge>
              ) : (
                <Badge tone="ok">{say("In use")}</Badge>
              )}
            </TableCell>
            <TableCell label={say("OAuth API")}>
              {app.apiVersion === "v1" ? (
                <Badge tone="warn">{say("v1, ends soon")}</Badge>
              ) : (
                app.apiVersion
              )}
            </TableCell>
            <TableCell label={say("Live portals")} align="end">
              {app.livePortals}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

import { Boxes } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Card, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listApps } from "@/lib/hubspot-apps/queries";
import { MAX_BYTES } from "@/lib/imports/parse";
import { listImports } from "@/lib/imports/queries";
import { ImportForm } from "./import-form";
import { ImportsTable } from "./imports-table";

export const metadata: Metadata = { title: "Import · Portals" };

const EXAMPLE = `refresh_token,hub_id,label
na1-0a1b-…,62515,Acme
eu1-2c3d-…,62516,Globex`;

export default async function ImportPage() {
  const { ctx } = await requirePage("portals.import");
  const [apps, imports, timeZone] = await Promise.all([
    listApps(ctx),
    listImports(ctx),
    viewerTimeZone(),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Import portals"
        about="import-portals"
        breadcrumbs={[{ label: "Portals", href: "/portals" }]}
        description="Brings portals here that another system has connected, by their refresh tokens. Nobody has to consent again."
      />
      {apps.length > 0 ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card>
            <ImportForm apps={apps.map(({ id, name }) => ({ id, name }))} maxBytes={MAX_BYTES} />
          </Card>
          <Section title="What the file looks like">
            <pre
              tabIndex={0}
              role="region"
              aria-label="Example file"
              className="overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm text-ink-muted"
            >
              {EXAMPLE}
            </pre>
            <ul className="mt-3 list-disc space-y-1.5 ps-4 text-sm text-ink-muted marker:text-ink-faint">
              <li>
                Only <code className="font-mono">refresh_token</code> is needed. Commas, semicolons
                or tabs separate the columns. JSON works too: a list of tokens or of objects, or one
                object per line.
              </li>
              <li>
                The file is read in memory and never kept. Each token is stored encrypted until its
                row is dealt with, then it is wiped.
              </li>
              <li>
                First HubSpot is asked about every token, which changes nothing. You see what was
                found before anything is imported.
              </li>
              <li>
                Stop the other system before you import: two systems that refresh the same token can
                lock each other out.
              </li>
            </ul>
          </Section>
        </div>
      ) : (
        <Card padded={false}>
          <EmptyState
            icon={<Boxes />}
            title="Add your app first"
            action={
              <LinkButton href="/apps/new" variant="primary">
                Add app
              </LinkButton>
            }
          >
            Refresh tokens work only with the client ID and secret of the app they were issued to.
          </EmptyState>
        </Card>
      )}
      {imports.length > 0 ? (
        <Section title="Latest imports" padded={false}>
          <ImportsTable imports={imports} now={ctx.now().toISOString()} timeZone={timeZone} />
        </Section>
      ) : null}
    </div>
  );
}

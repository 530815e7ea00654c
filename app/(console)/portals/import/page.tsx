import { Boxes } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Card, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { listApps } from "@/lib/hubspot-apps/queries";
import { MAX_BYTES } from "@/lib/imports/parse";
import { listImports } from "@/lib/imports/queries";
import { say } from "@/lib/say/say";
import { ImportForm } from "./import-form";
import { ImportsTable } from "./imports-table";

export const generateMetadata = titled("Import · Portals");

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
        title={say("Import portals")}
        about="import-portals"
        breadcrumbs={[{ label: say("Portals"), href: "/portals" }]}
        description={say(
          "Brings portals here that another system has connected, by their refresh tokens. Nobody has to consent again.",
        )}
      />
      {apps.length > 0 ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card>
            <ImportForm apps={apps.map(({ id, name }) => ({ id, name }))} maxBytes={MAX_BYTES} />
          </Card>
          <Section title={say("What the file looks like")}>
            <pre
              tabIndex={0}
              role="region"
              aria-label={say("Example file")}
              className="overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm text-ink-muted"
            >
              {EXAMPLE}
            </pre>
            <ul className="mt-3 list-disc space-y-1.5 ps-4 text-sm text-ink-muted marker:text-ink-faint">
              <li>
                {say.rich(
                  "Only {name} is needed. Commas, semicolons or tabs separate the columns. JSON works too: a list of tokens or of objects, or one object per line.",
                  { name: <code className="font-mono">refresh_token</code> },
                )}
              </li>
              <li>
                {say(
                  "The file is read in memory and never kept. Each token is stored encrypted until its row is dealt with, then it is wiped.",
                )}
              </li>
              <li>
                {say(
                  "First HubSpot is asked about every token, which changes nothing. You see what was found before anything is imported.",
                )}
              </li>
              <li>
                {say(
                  "Stop the other system before you import: two systems that refresh the same token can lock each other out.",
                )}
              </li>
            </ul>
          </Section>
        </div>
      ) : (
        <Card padded={false}>
          <EmptyState
            icon={<Boxes />}
            title={say("Add your app first")}
            action={
              <LinkButton href="/apps/new" variant="primary">
                {say("Add app")}
              </LinkButton>
            }
          >
            {say(
              "Refresh tokens work only with the client ID and secret of the app they were issued to.",
            )}
          </EmptyState>
        </Card>
      )}
      {imports.length > 0 ? (
        <Section title={say("Latest imports")} padded={false}>
          <ImportsTable imports={imports} now={ctx.now().toISOString()} timeZone={timeZone} />
        </Section>
      ) : null}
    </div>
  );
}

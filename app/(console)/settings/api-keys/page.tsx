import { KeyRound } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/ui/card";
import { listApiKeys } from "@/lib/api-keys/queries";
import { requirePage } from "@/lib/auth/session";
import { listApps } from "@/lib/hubspot-apps/queries";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";
import { CreateForm } from "./create-form";
import { KeysTable } from "./keys-table";

export const generateMetadata = titled("API keys · Settings");

/** The keys with which services use the API. */
export default async function ApiKeysPage() {
  const { ctx } = await requirePage("api_keys.manage");
  const [keys, apps, timeZone] = await Promise.all([
    listApiKeys(ctx),
    listApps(ctx),
    viewerTimeZone(),
  ]);
  const active = keys.filter(({ state }) => state === "active");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("API keys")}
        about="api-keys"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "With a key a service gets working access tokens from Portico over the API.",
        )}
      />
      <Section
        title={say("New key")}
        description={say(
          "One for each service, so that each can be limited, rotated and revoked alone.",
        )}
      >
        <CreateForm
          apps={apps.map(({ id, name }) => ({ id, name }))}
          workingPrefixes={active.map(({ prefix }) => prefix)}
        />
      </Section>
      <Section
        title={
          keys.length > 0
            ? say("Keys ({count:number} active)", { count: active.length })
            : say("Keys")
        }
        padded={false}
      >
        {keys.length > 0 ? (
          <KeysTable keys={keys} now={ctx.now().toISOString()} timeZone={timeZone} />
        ) : (
          <NoKeys origin={ctx.env.origin} />
        )}
      </Section>
    </div>
  );
}

function NoKeys({ origin }: { origin: string }) {
  return (
    <EmptyState icon={<KeyRound />} title={say("No key yet")}>
      <p>
        {say(
          "A service with a key asks for the access token of a portal whenever it needs one. Portico keeps the token fresh, and the refresh token never leaves it.",
        )}
      </p>
      <code className="mt-3 block rounded-md border border-line bg-sunken px-3 py-2 text-start font-mono text-sm wrap-anywhere text-ink-muted">
        {`curl -H "Authorization: Bearer ptc_..." ${origin}/api/v1/portals/62515/token`}
      </code>
    </EmptyState>
  );
}

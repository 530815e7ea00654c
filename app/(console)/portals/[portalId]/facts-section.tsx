import { ExternalLink } from "lucide-react";
import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { PortalView } from "@/lib/portals/look-up/get";
import { RefreshMetadata } from "./refresh-metadata";

type FactsProps = { portal: PortalView; mayRefresh: boolean; now: string; timeZone: string };

const ACCOUNT_TYPES: Record<string, string> = {
  STANDARD: "Standard",
  DEVELOPER_TEST: "Developer test account",
  SANDBOX: "Sandbox",
  APP_DEVELOPER: "App developer account",
};

/** What HubSpot says about the account. */
export function FactsSection({ portal, mayRefresh, now, timeZone }: FactsProps) {
  return (
    <Section
      title="Account"
      actions={
        mayRefresh && portal.canBeUsed ? <RefreshMetadata portalId={portal.id} /> : undefined
      }
    >
      <DescriptionList columns={1}>
        <DescriptionItem term="Hub ID">
          <Copyable value={portal.hubId} label="Copy the ID of this account" />
        </DescriptionItem>
        <DescriptionItem term="Domain">{portal.hubDomain ?? "Not told"}</DescriptionItem>
        <DescriptionItem term="Account type">
          {portal.accountType
            ? (ACCOUNT_TYPES[portal.accountType] ?? portal.accountType)
            : "Not told"}
        </DescriptionItem>
        <DescriptionItem term="Region">{portal.region ?? "Not told"}</DescriptionItem>
        <DescriptionItem term="Time zone">{portal.timeZone ?? "Not told"}</DescriptionItem>
        <DescriptionItem term="Read from HubSpot">
          {portal.metadataAt ? (
            <RelativeTime value={portal.metadataAt.toISOString()} now={now} timeZone={timeZone} />
          ) : (
            "Not yet"
          )}
        </DescriptionItem>
      </DescriptionList>
      {portal.hubspotUrl ? (
        <a
          href={portal.hubspotUrl}
          target="_blank"
          rel="noreferrer"
          className="mt-4 inline-flex min-h-6 items-center gap-1.5 rounded text-accent-text hover:underline"
        >
          Connected apps in HubSpot
          <ExternalLink className="size-3.5" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ) : null}
    </Section>
  );
}

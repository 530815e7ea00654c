import { ExternalLink } from "lucide-react";
import { Copyable } from "@/components/copyable";
import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { say, type Sentence } from "@/lib/say/say";
import type { PortalView } from "@/lib/portals/look-up/get";
import { RefreshMetadata } from "./refresh-metadata";

type FactsProps = { portal: PortalView; mayRefresh: boolean; now: string; timeZone: string };

const ACCOUNT_TYPES: Record<string, Sentence> = {
  STANDARD: "Standard",
  DEVELOPER_TEST: "Developer test account",
  SANDBOX: "Sandbox",
  APP_DEVELOPER: "App developer account",
};

/** What HubSpot says about the account. */
export function FactsSection({ portal, mayRefresh, now, timeZone }: FactsProps) {
  return (
    <Section
      title={say("Account")}
      actions={
        mayRefresh && portal.canBeUsed ? <RefreshMetadata portalId={portal.id} /> : undefined
      }
    >
      <DescriptionList columns={1}>
        <DescriptionItem term={say("Hub ID")}>
          <Copyable value={portal.hubId} label={say("Copy the ID of this account")} />
        </DescriptionItem>
        <DescriptionItem term={say("Domain")}>
          {portal.hubDomain ?? say("Not told")}
        </DescriptionItem>
        <DescriptionItem term={say("Account type")}>
          {portal.accountType
            ? say.any(ACCOUNT_TYPES[portal.accountType] ?? portal.accountType)
            : say("Not told")}
        </DescriptionItem>
        <DescriptionItem term={say("Region")}>{portal.region ?? say("Not told")}</DescriptionItem>
        <DescriptionItem term={say("Time zone")}>
          {portal.timeZone ?? say("Not told")}
        </DescriptionItem>
        <DescriptionItem term={say("Read from HubSpot")}>
          {portal.metadataAt ? (
            <RelativeTime value={portal.metadataAt.toISOString()} now={now} timeZone={timeZone} />
          ) : (
            say("Not yet")
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
          {say("Connected apps in HubSpot")}
          <ExternalLink className="size-3.5" />
          <span className="sr-only">{say("(opens in a new tab)")}</span>
        </a>
      ) : null}
    </Section>
  );
}

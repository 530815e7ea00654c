import { CopyButton } from "@/components/copy-button";
import { Section } from "@/components/ui/card";
import type { WaysInView } from "@/lib/hubspot-apps/ways-in/ways-in";
import { InstallLinkForm } from "./install-link-form";
import { MarketplaceForm } from "./marketplace-form";
import { say } from "@/lib/say/say";

type WaysInProps = { waysIn: WaysInView; mayWrite: boolean };

/** How customers connect without anybody of this console: by link, or from HubSpot's Marketplace. */
export function WaysInSections({ waysIn, mayWrite }: WaysInProps) {
  const { installLink, marketplace, appId, redirectsHere } = waysIn;
  return (
    <>
      <Section
        title={say("Install link")}
        description={say(
          "A public page where a customer's admin connects their account, without an account here.",
        )}
      >
        <div className="flex flex-col gap-4">
          {installLink.isOn && redirectsHere ? (
            <div className="flex items-start gap-2">
              <code className="min-w-0 flex-1 font-mono text-sm wrap-anywhere text-ink-muted">
                {installLink.url}
              </code>
              <CopyButton value={installLink.url} label={say("Copy install link")} />
            </div>
          ) : (
            <p className="text-ink-muted">
              {installLink.isOn
                ? say("Switched on, but dead: the redirect URI of this app points somewhere else.")
                : say("Switched off: the address answers as if there were nothing.")}
            </p>
          )}
          {mayWrite ? (
            <InstallLinkForm
              appId={appId}
              isOn={installLink.isOn}
              landingUrl={installLink.landingUrl ?? ""}
            />
          ) : installLink.landingUrl ? (
            <p className="text-sm wrap-anywhere text-ink-faint">
              {say("Customers go on to {address}", { address: installLink.landingUrl })}
            </p>
          ) : null}
        </div>
      </Section>
      <Section
        title={say("Marketplace installs")}
        description={say(
          "Installs that begin in HubSpot's Marketplace come without a sign of who started them.",
        )}
      >
        {mayWrite ? (
          <MarketplaceForm
            appId={appId}
            isOn={marketplace.isOn}
            takenBy={marketplace.takenBy?.name}
          />
        ) : (
          <p className="text-ink-muted">{marketplace.isOn ? say("Accepted.") : say("Refused.")}</p>
        )}
      </Section>
    </>
  );
}

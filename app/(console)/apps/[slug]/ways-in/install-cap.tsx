import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { capWarning, type InstallCap } from "@/lib/hubspot-apps/ways-in/install-caps";
import { InstallCapForm } from "./install-cap-form";
import { say } from "@/lib/say/say";

type InstallCapProps = { appId: string; use: InstallCap | null; mayWrite: boolean };

/** How many of the installs that HubSpot allows are used. */
export function InstallCapSection({ appId, use, mayWrite }: InstallCapProps) {
  const warning = use && capWarning(use, say);
  return (
    <Section
      title={say("Install limit")}
      description={say(
        "Apps that are not listed on the Marketplace can be installed in a limited number of accounts.",
      )}
    >
      <div className="flex flex-col gap-4">
        {warning ? (
          <Alert tone="warning" title={warning.title}>
            {warning.text}
          </Alert>
        ) : null}
        {use ? (
          <ProgressBar
            label={say("Installs used")}
            value={Math.min(use.installed, use.cap)}
            max={use.cap}
            valueText={say("{n:number} of {all:number}", { n: use.installed, all: use.cap })}
          />
        ) : (
          <p className="text-ink-muted">{say("No limit is set here.")}</p>
        )}
        {use ? (
          <p className="text-sm text-ink-faint">
            {say(
              "Counted are portals of this console in which the app is installed, revoked ones included: revoking does not uninstall. HubSpot may know of others.",
            )}
          </p>
        ) : null}
        {mayWrite ? <InstallCapForm appId={appId} cap={use?.cap ?? null} /> : null}
      </div>
    </Section>
  );
}

import { Alert } from "@/components/ui/alert";
import { useSay } from "#say";
import { capLevel, type InstallCap } from "@/lib/hubspot-apps/ways-in/install-caps";

/** Warns before HubSpot refuses an account for want of a free install. */
export function InstallCapNotice({ use }: { use: InstallCap }) {
  const say = useSay();
  const { cap, installed } = use;
  switch (capLevel(use)) {
    case "full":
      return (
        <Alert
          tone="warning"
          title={say("All {cap:number} installs of this app are used", { cap })}
        >
          {say(
            "HubSpot refuses further accounts on its consent page and tells nobody here. Portals that are known already can still be reconnected. Uninstall the app where it is no longer needed, or list it on the Marketplace.",
          )}
        </Alert>
      );
    case "near":
      return (
        <Alert
          tone="warning"
          title={say("{installed:number} of {cap:number} installs of this app are used", {
            installed,
            cap,
          })}
        >
          {say.count(
            cap - installed,
            "One more account can install it; after that HubSpot refuses on its consent page.",
            "{count:number} more accounts can install it; after that HubSpot refuses on its consent page.",
          )}
        </Alert>
      );
    default:
      return (
        <p className="text-sm text-ink-faint">
          {say("{installed:number} of {cap:number} installs of this app are used.", {
            installed,
            cap,
          })}
        </p>
      );
  }
}

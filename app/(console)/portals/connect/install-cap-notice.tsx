import { Alert } from "@/components/ui/alert";
import { capWarning, type InstallCap } from "@/lib/hubspot-apps/ways-in/install-caps";
import { useSay } from "#say";

/** Warns before HubSpot refuses an account for want of a free install. */
export function InstallCapNotice({ use }: { use: InstallCap }) {
  const say = useSay();
  const warning = capWarning(use, say);
  if (!warning) {
    return (
      <p className="text-sm text-ink-faint">{`${use.installed} of ${use.cap} installs of this app are used.`}</p>
    );
  }
  return (
    <Alert tone="warning" title={warning.title}>
      {warning.text}
    </Alert>
  );
}

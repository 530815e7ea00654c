import { Banner } from "@/components/banner";
import { getEnv } from "@/lib/env";
import { say } from "@/lib/say/say";

/** The demo banner of pages outside the console's frame; nothing outside the demo. */
export function DemoNotice() {
  if (!getEnv().isDemo) return null;
  return (
    <Banner label={say("Demo notice")}>
      {say(
        "Demo: every portal, person and token here is made up, and HubSpot is a simulator on this machine.",
      )}
    </Banner>
  );
}

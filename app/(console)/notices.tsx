import { HardDrive } from "lucide-react";
import { Banner } from "@/components/banner";
import type { Context } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { waitingAnswers } from "@/lib/portals/look-up/waiting-answers";
import { say } from "@/lib/say/say";

/** What everybody should know on every page: that this is a demo, and that something of HubSpot's is not stored yet. */
export async function noticesFor(ctx: Context) {
  const { waiting, isWritable } = await waitingAnswers(ctx);
  const isDemo = getEnv().isDemo;
  if (!isDemo && waiting === 0 && isWritable) return undefined;
  return (
    <>
      {isDemo ? (
        <Banner label={say("Demo notice")}>
          {say(
            "Demo: every portal, person and token here is made up, and HubSpot is a simulator on this machine.",
          )}
        </Banner>
      ) : null}
      {isWritable ? null : (
        <Banner label={say("Disk notice")} icon={<HardDrive />}>
          {say(
            "Portico cannot write to its data folder, so no token is renewed. Free space there, or make it writable.",
          )}
        </Banner>
      )}
      {waiting > 0 ? (
        <Banner label={say("Waiting answers")} icon={<HardDrive />}>
          {say.count(
            waiting,
            "One answer of HubSpot is safe on this server's disk and not stored yet. Portico keeps trying.",
            "{count:number} answers of HubSpot are safe on this server's disk and not stored yet. Portico keeps trying.",
          )}
        </Banner>
      ) : null}
    </>
  );
}

import "server-only";
import { headers } from "next/headers";
import { getEnv } from "@/lib/env";
import { readiness } from "@/lib/http/readiness";
import { say } from "@/lib/say/say";

export interface SetupCheck {
  name: string;
  isFine: boolean;
  /** What was found, and the fix where something is wrong. */
  found: string;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** What should be right before the first account is made. */
export async function setupChecks(): Promise<SetupCheck[]> {
  const { origin, isSecureOrigin } = getEnv();
  const { host, hostname } = new URL(origin);
  const asked = (await headers()).get("host");
  const { checks } = await readiness();
  const { database, migrations, keys } = checks;
  const isLocal = LOOPBACK.includes(hostname);
  return [
    {
      name: say("Address"),
      isFine: asked === host,
      found:
        asked === host
          ? say("You are at {address}, as configured.", { address: origin })
          : asked
            ? say(
                "PORTICO_URL is {address}, but this page was opened at {other}. Set PORTICO_URL to the address people use.",
                { address: origin, other: asked },
              )
            : say(
                "PORTICO_URL is {address}, but this page was opened at another address. Set PORTICO_URL to the address people use.",
                { address: origin },
              ),
    },
    {
      name: say("Transport"),
      isFine: isSecureOrigin || isLocal,
      found: isSecureOrigin
        ? say("HTTPS.")
        : isLocal
          ? say("Plain HTTP on this machine only.")
          : say(
              "Plain HTTP over a network: passwords could be read on the way. Put Portico behind HTTPS.",
            ),
    },
    {
      name: say("Database"),
      isFine: database && migrations,
      found: migrations
        ? say("PostgreSQL answers and its tables are up to date.")
        : say("The tables are not up to date. Stop Portico and run npm start again."),
    },
    {
      name: say("Encryption keys"),
      isFine: keys,
      found: keys
        ? say("They fit this database. Back up the key file.")
        : say("They could not be checked. The server log says why."),
    },
  ];
}

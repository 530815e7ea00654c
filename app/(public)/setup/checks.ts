import "server-only";
import { headers } from "next/headers";
import { getEnv } from "@/lib/env";
import { readiness } from "@/lib/http/readiness";

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
      name: "Address",
      isFine: asked === host,
      found:
        asked === host
          ? `You are at ${origin}, as configured.`
          : `PORTICO_URL is ${origin}, but this page was opened at ${asked ?? "another address"}. Set PORTICO_URL to the address people use.`,
    },
    {
      name: "Transport",
      isFine: isSecureOrigin || isLocal,
      found: isSecureOrigin
        ? "HTTPS."
        : isLocal
          ? "Plain HTTP on this machine only."
          : "Plain HTTP over a network: passwords could be read on the way. Put Portico behind HTTPS.",
    },
    {
      name: "Database",
      isFine: database && migrations,
      found: migrations
        ? "PostgreSQL answers and its tables are up to date."
        : "The tables are not up to date. Stop Portico and run npm start again.",
    },
    {
      name: "Encryption keys",
      isFine: keys,
      found: keys
        ? "They fit this database. Back up the key file."
        : "They could not be checked. The server log says why.",
    },
  ];
}

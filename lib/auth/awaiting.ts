import "server-only";
import { headers } from "next/headers";
import { findAwaiting, type Awaiting } from "@/lib/factors/prove-factor";
import { requestFacts } from "@/lib/http/request-facts";
import { createContext } from "@/lib/resources";
import { readSessionToken } from "./session-token";

/** Who has shown a password in this browser and not yet a second factor, or null. */
export async function getAwaiting(): Promise<(Awaiting & { sessionToken: string }) | null> {
  const sessionToken = await readSessionToken();
  if (!sessionToken) return null;
  const facts = requestFacts(await headers());
  const actor = { kind: "anonymous", label: "Not signed in", ...facts } as const;
  const awaiting = await findAwaiting(await createContext(actor, facts.requestId), sessionToken);
  return awaiting && { ...awaiting, sessionToken };
}

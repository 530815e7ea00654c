import "server-only";
import { isIP } from "node:net";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isPublic, receiverRules } from "./receiver-address";

/**
 * Refuses at once what would be refused with every message: plain http over the network, and literal addresses that are
 * not public. What a name leads to is looked at each time Portico connects.
 * @throws AppError invalid_input at the field `url`
 */
export function assertReceiver({ env }: Pick<Context, "env">, address: string): void {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = isIP(host) > 0;
  const isNamed = receiverRules(env.allowedReceivers).isNamed(host, isLiteral ? host : undefined);
  if (isNamed) return;
  if ((isLiteral && !isPublic(host)) || /(^|\.)localhost\.?$/.test(host))
    throw refused(
      "That address is of this machine or a private network. An operator may allow it with PORTICO_ALLOWED_RECEIVERS.",
    );
  if (url.protocol !== "https:") throw refused("Use https, so that nobody reads along.");
}

function refused(words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { url: words } } });
}

import "server-only";
import { AppError } from "@/lib/errors";

/**
 * Refuses an unsafe request that does not come from this console's own pages: the Origin must be ours and present,
 * and the browser must not call it cross-site (SEC-61). @throws AppError cross_site_request
 */
export function assertSameOrigin(headers: Headers, origin: string): void {
  const site = headers.get("sec-fetch-site");
  const isOurs = headers.get("origin") === origin && (site === null || site === "same-origin");
  if (!isOurs) throw new AppError("cross_site_request");
}

import { answerPlainly } from "./answer-plainly.mjs";

/**
 * True for an address that pages can work with: a path that decodes to text, and no NUL, which PostgreSQL cannot hold.
 * A query may hold any percent signs: its reader takes what it cannot decode as it stands.
 * @param {string | undefined} address
 */
export function isReadableAddress(address) {
  if (!address?.startsWith("/") || /%00|\0/.test(address)) return false;
  try {
    decodeURIComponent(address.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/**
 * A handler: answers 400 for an address that no page could read.
 * @type {import("./listener.mjs").Handler}
 */
export function refuseUnreadableAddress(request, response) {
  if (isReadableAddress(request.url)) return false;
  return answerPlainly(
    request,
    response,
    400,
    "This address cannot be read: it is cut off or holds characters that no address has. Check the link, or go back to the overview.",
  );
}

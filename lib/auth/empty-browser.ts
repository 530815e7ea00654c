import "server-only";
import { addAnswerHeader } from "@/lib/http/request-scope.mjs";

/**
 * Has the browser throw away what pages of the console left in it: names of customers in each tab's storage, forms that
 * were not sent (SEC-73). Not its cookies: of them the session's is removed by itself, and the rest say which browsers an
 * account knows. Not its cache either: every answer to somebody signed in is "no-store". Browsers heed it over https and on
 * localhost.
 */
export function emptyBrowser(): void {
  addAnswerHeader("clear-site-data", '"storage"');
}

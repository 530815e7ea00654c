// Client-safe and small: it is fetched by a page that could not be shown.
import { de } from "./failure/de";
import { en } from "./failure/en";
import { type Say } from "./message";
import { speak } from "./speak";

/** The words of a failed page. @param lang as the document has it */
export function failureSay(lang: string): Say<typeof en> {
  return lang === "de" ? speak<typeof en>("de", de) : speak<typeof en>("en", en);
}

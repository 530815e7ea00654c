import { browserTimeZone } from "@/lib/http/time-zone";
import type { Viewer } from "@/lib/people/sessions";
import { COMPLETE } from "@/lib/say/langs";
import { browserLang } from "@/lib/say/say";
import { LOCALE_NAMES } from "@/lib/words/locales";
import { timeZones } from "@/lib/zoned-time";

/** What there is to choose of languages and time zones, and what is chosen. */
export async function readingChoices({ language, timeZone }: Viewer) {
  const zones = timeZones();
  return {
    language: {
      chosen: COMPLETE.find((one) => one === language) ?? "",
      browsers: LOCALE_NAMES[browserLang()],
      options: COMPLETE.map((value) => ({ value, label: LOCALE_NAMES[value] })),
    },
    timeZone: {
      chosen: timeZone ?? "",
      browsers: (await browserTimeZone()) ?? "UTC",
      // One that an older platform knew by another name stays what it is.
      options: (timeZone && !zones.includes(timeZone) ? [timeZone, ...zones] : zones).map(
        (value) => ({ value, label: value.replaceAll("_", " ") }),
      ),
    },
  };
}

import type { Sentences } from "../sentence";

/** Settings: what the server says. */
export const settings = {
  Settings: "Einstellungen",
  "Your choice is saved.": "Ihre Auswahl ist gespeichert.",
  "Language and time zone": "Sprache und Zeitzone",
  "How you read the console. Exports and the API stay in UTC.":
    "Wie Sie die Konsole lesen. Exporte und die API bleiben in UTC.",
} satisfies Sentences;

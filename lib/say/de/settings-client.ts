import type { Sentences } from "../sentence";

/** Settings: what is said in the browser too. */
export const settingsClient = {
  Name: "Name",
  "Save name": "Namen speichern",
  Language: "Sprache",
  "Time zone": "Zeitzone",
  "As the browser asks: {choice}": "Wie der Browser es wünscht: {choice}",
  "Save language and time zone": "Sprache und Zeitzone speichern",
} satisfies Sentences;

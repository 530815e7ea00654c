import type { TranslationOf } from "../message";
import type { en } from "./en";

export const de: TranslationOf<typeof en> = {
  title: "Diese Seite lässt sich nicht anzeigen",
  why: "Auf dem Server ist ein unbekannter Fehler aufgetreten.",
  todo: "Versuchen Sie es noch einmal. Bleibt der Fehler, nennen Sie den Personen, von denen Sie den Link haben, den Zeitpunkt und diese Nummer:",
  todoPlain:
    "Versuchen Sie es noch einmal. Bleibt der Fehler, nennen Sie den Personen, von denen Sie den Link haben, den Zeitpunkt.",
  whyAway: "Der Server erreicht gerade seine Datenbank nicht. Vielleicht wird sie neu gestartet.",
  todoAway: "Es ist nichts verloren. Warten Sie einen Moment und versuchen Sie es noch einmal.",
  again: "Noch einmal versuchen",
};

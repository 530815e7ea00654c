import type { Sentences } from "../sentence";

/** A job that does the same to many portals: what the server says. */
export const portalsBulk = {
  "Bulk action · Portals": "Sammelaktion · Portale",
  "Under way in the background": "Läuft im Hintergrund",
  "{job}, {left} left": "{job}, {left} offen",
  "Started {when}.": "Begonnen {when}.",
  "Started {when} by {who}.": "Begonnen von {who}, {when}.",
  "Cancel job": "Sammelaktion abbrechen",
  "Cancel this job with {count:number} portals left?": {
    one: "Diese Sammelaktion abbrechen? {count:number} Portal ist noch offen.",
    other: "Diese Sammelaktion abbrechen? {count:number} Portale sind noch offen.",
  },
  "Portals that are being dealt with right now are finished.":
    "Portale, die gerade an der Reihe sind, werden noch bearbeitet.",
  "What was done stays done; the rest is left as it is.":
    "Was erledigt ist, bleibt erledigt; der Rest bleibt, wie er ist.",
  "Cancelled. What was done stays done.": "Abgebrochen. Was erledigt ist, bleibt erledigt.",
  "Under way in the background; this page may be closed.":
    "Läuft im Hintergrund; diese Seite darf geschlossen werden.",
  Ended: "Beendet",
  "{done:number} of {total:number}": "{done:number} von {total:number}",
  "{done:number} of {total:number} done": "{done:number} von {total:number} erledigt",
  "{n:number} failed": "{n:number} fehlgeschlagen",
  "{n:number} skipped": "{n:number} übersprungen",
  "{n:number} left": "{n:number} offen",
  "The job was cancelled": "Die Sammelaktion wurde abgebrochen",
  "{count:number} portals left as before.": {
    one: "{count:number} Portal bleibt, wie es war.",
    other: "{count:number} Portale bleiben, wie sie waren.",
  },
  "The latest {n:number} are shown.": "Angezeigt werden die neuesten {n:number}.",
  Running: "Läuft",
  Finished: "Fertig",
  Cancelled: "Abgebrochen",
  Results: "Ergebnisse",
  Result: "Ergebnis",
  "All ({n:number})": "Alle ({n:number})",
  "What happened": "Was geschah",
  Done: "Erledigt",
  Failed: "Fehlgeschlagen",
  Skipped: "Übersprungen",
  Waiting: "Wartend",
  "Not done": "Nicht ausgeführt",
  "Nothing yet": "Noch nichts",
} satisfies Sentences;

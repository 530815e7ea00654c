import type { Sentences } from "../sentence";

/** The activity log and the inspector: what the server says. */
export const activity = {
  Activity: "Aktivität",
  "Who did what, and when. Lines are only ever added; tampering would show.":
    "Wer wann was getan hat. Zeilen kommen nur hinzu; eine Manipulation fiele auf.",
  Filters: "Filter",
  "Filters ({n:number} active)": "Filter ({n:number} aktiv)",
  Pages: "Seiten",
  "{n:number} of {all} events": "{n:number} von {all} Ereignissen",
  Newest: "Neueste",
  Older: "Ältere",
  "The newest {n:number} rows. The export is recorded.":
    "Die neuesten {n:number} Zeilen. Der Export wird protokolliert.",
  "{count:number} rows. The export is recorded.": {
    one: "{count:number} Zeile. Der Export wird protokolliert.",
    other: "{count:number} Zeilen. Der Export wird protokolliert.",
  },
  "Export CSV": "CSV exportieren",
  "Export JSON Lines": "JSON Lines exportieren",
  "No event fits all filters above at once.": "Kein Ereignis passt zugleich zu allen Filtern oben.",
  "No older events": "Keine älteren Ereignisse",
  "Nothing has happened yet": "Noch ist nichts geschehen",
  "Newest events": "Neueste Ereignisse",
  "Signing in, connecting portals and every change leave a line here.":
    "Anmelden, Verbinden und jede Änderung hinterlassen hier eine Zeile.",
  "API key": "API-Schlüssel",
  "Background work": "Arbeit im Hintergrund",
  "In a shell": "In einer Shell",
  "Not signed in": "Nicht angemeldet",
  Person: "Person",

  Inspector: "Token prüfen",
  "Token inspector": "Token prüfen",
  "Asks HubSpot what a token is: whose, for which portal, with which scopes, and whether it still lives.":
    "Fragt HubSpot, was ein Token ist: von wem, für welches Portal, mit welchen Scopes, und ob es noch gilt.",
  "Add your app first": "Fügen Sie zuerst Ihre App hinzu",
  "Add app": "App hinzufügen",
  "HubSpot tells what a token is only to the app it was issued to.":
    "Was ein Token ist, sagt HubSpot nur der App, für die es ausgestellt wurde.",
} satisfies Sentences;

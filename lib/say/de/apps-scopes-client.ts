import type { Sentences } from "../sentence";

/** Choosing the scopes of an app: what is said in the browser too. */
export const appsScopesClient = {
  "{count:number} scopes change": {
    one: "Ein Scope ändert sich",
    other: "{count:number} Scopes ändern sich",
  },
  "Changes of scopes": "Änderungen der Scopes",
  "Conditional and optional scopes reach a connected portal with its next consent.":
    "Bedingte und optionale Scopes erhält ein verbundenes Portal mit der nächsten Zustimmung.",
  "A scope that is switched off stays granted in connected portals until their next consent.":
    "Ein abgeschalteter Scope bleibt in verbundenen Portalen gewährt, bis dort erneut zugestimmt wird.",
  "new, {list}": "neu, {list}",
  required: "erforderlich",
  conditional: "bedingt",
  optional: "optional",
  off: "aus",
  "{n:number} of {all:number} chosen": "{n:number} von {all:number} gewählt",
  "All {count:number} live portals have granted these scopes.": {
    one: "Das eine aktive Portal hat diese Scopes gewährt.",
    other: "Alle {count:number} aktiven Portale haben diese Scopes gewährt.",
  },
  "{then:number} of {count:number} live portals lag behind these scopes.": {
    one: "Bei diesen Scopes im Rückstand: {then:number} von {count:number} aktiven Portal.",
    other: "Bei diesen Scopes im Rückstand: {then:number} von {count:number} aktiven Portalen.",
  },
  "After saving, {then:number} of {count:number} live portals will be behind until their customers consent again (now {now:number}).":
    {
      one: "Nach dem Speichern im Rückstand, bis der Kunde erneut zustimmt: {then:number} von {count:number} aktiven Portal (jetzt {now:number}).",
      other:
        "Nach dem Speichern im Rückstand, bis die Kunden erneut zustimmen: {then:number} von {count:number} aktiven Portalen (jetzt {now:number}).",
    },
  "Leave {count:number} portals behind?": {
    one: "{count:number} Portal mit alten Scopes lassen?",
    other: "{count:number} Portale mit alten Scopes lassen?",
  },
  "They keep working with the scopes they granted. The new ones come only when each customer consents again; the scope board has a link and a message for each.":
    "Sie arbeiten mit den Scopes weiter, die sie gewährt haben. Die neuen kommen erst, wenn jeder Kunde erneut zustimmt; die Übersicht der Scopes hat für jeden einen Link und eine Nachricht.",
  "Save new scopes": "Neue Scopes speichern",
  "Not in the catalogue": "Nicht im Katalog",
  "Find a scope by name or meaning": "Scope nach Name oder Bedeutung suchen",
  "contacts, deals, read…": "contacts, deals, read …",
  "{n:number} scopes found": "Scopes gefunden: {n:number}",
  "Nothing found. A scope that the catalogue does not know can be typed below.":
    "Nichts gefunden. Einen Scope, den der Katalog nicht kennt, können Sie unten eintippen.",
  "Not in the catalogue: {scopes}. That is fine if HubSpot knows it; check the spelling.":
    "Nicht im Katalog: {scopes}. Das ist in Ordnung, wenn HubSpot sie kennt; prüfen Sie die Schreibweise.",
  "In two lists: {scopes}. HubSpot takes each scope in one.":
    "In zwei Listen: {scopes}. HubSpot nimmt jeden Scope nur in einer an.",
  "Paste a list into any of the three, separated in any way. Together they must match the app in HubSpot.":
    "Fügen Sie in jedes der drei Felder eine Liste ein, beliebig getrennt. Zusammen müssen sie der App in HubSpot entsprechen.",
  "Required in every app": "In jeder App erforderlich",
  Required: "Erforderlich",
  Conditional: "Bedingt",
  Optional: "Optional",
  Off: "Aus",
  "Not in the catalogue. That is fine if HubSpot knows it; check the spelling.":
    "Nicht im Katalog. Das ist in Ordnung, wenn HubSpot ihn kennt; prüfen Sie die Schreibweise.",
  "{meaning}. Needs {tier}.": "{meaning}. Setzt {tier} voraus.",
  "{count:number} scopes.": { one: "{count:number} Scope.", other: "{count:number} Scopes." },
  "Every portal must grant these.": "Jedes Portal muss diese gewähren.",
  "Asked for only when chosen for a connection, and then required.":
    "Nur verlangt, wenn für eine Verbindung gewählt, und dann erforderlich.",
  "HubSpot drops those a portal's plan does not include.":
    "HubSpot lässt die weg, die der Tarif eines Portals nicht umfasst.",
  Chosen: "Gewählt",
  All: "Alle",
  "Scopes shown": "Angezeigte Scopes",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** API keys, stored data, public pages: what the server says. */
export const settingsData = {
  "The key no longer works.": "Der Schlüssel gilt nicht mehr.",
  Limits: "Grenzen",
  Created: "Angelegt",
  "Last used": "Zuletzt benutzt",
  "{uses} in 30 days": "{uses} in 30 Tagen",
  "Old key works until {when}": "Alter Schlüssel gilt bis {when}",
  "Somebody no longer here": "Jemand, der nicht mehr hier ist",
  Revoked: "Widerrufen",
  Expired: "Abgelaufen",
  None: "Keine",
  "{count:number} apps": { one: "{count:number} App", other: "{count:number} Apps" },
  "Every app": "Alle Apps",
  "{count:number} portals": { one: "{count:number} Portal", other: "{count:number} Portale" },
  "API keys · Settings": "API-Schlüssel · Einstellungen",
  "New key": "Neuer Schlüssel",
  "One for each service, so that each can be limited, rotated and revoked alone.":
    "Einer für jeden Dienst, damit sich jeder für sich begrenzen, rotieren und widerrufen lässt.",
  "Keys ({count:number} active)": "Schlüssel ({count:number} aktiv)",
  Keys: "Schlüssel",
  "No key yet": "Noch kein Schlüssel",
  "A service with a key asks for the access token of a portal whenever it needs one. Portico keeps the token fresh, and the refresh token never leaves it.":
    "Ein Dienst mit einem Schlüssel fragt nach dem Zugriffstoken eines Portals, wann immer er eines braucht. Portico erneuert das Token rechtzeitig, und das Refresh-Token verlässt Portico nie.",
  Revoke: "Widerrufen",
  "Revoke the key for {name}?": "Den Schlüssel für {name} widerrufen?",
  "Every call with it is refused at once, on every server.":
    "Jeder Aufruf damit wird sofort abgelehnt, auf jedem Server.",
  "The key before its last rotation ends with it.":
    "Der Schlüssel vor der letzten Rotation endet mit ihm.",
  "Access tokens it was given work at HubSpot until they expire.":
    "Zugriffstoken, die damit geholt wurden, gelten bei HubSpot, bis sie ablaufen.",
  "It cannot be undone. A service that still needs access needs a new key.":
    "Das lässt sich nicht rückgängig machen. Ein Dienst, der weiter Zugriff braucht, braucht einen neuen Schlüssel.",
  "Revoke key": "Schlüssel widerrufen",
  "Saved. It holds from the next night on.": "Gespeichert. Es gilt ab der nächsten Nacht.",
  "Erased from {portals:number} portals, {grants:number} grants and {lines:number} lines of the activity log.":
    "Gelöscht. Portale: {portals:number}, Freigaben: {grants:number}, Zeilen des Protokolls: {lines:number}.",
  "Erased from {grants:number} grants and {lines:number} lines of the activity log.":
    "Gelöscht. Freigaben: {grants:number}, Zeilen des Protokolls: {lines:number}.",
  "Data · Settings": "Daten · Einstellungen",
  Data: "Daten",
  "What Portico keeps, for how long, and what it knows about one person or portal.":
    "Was Portico aufbewahrt, wie lange, und was es über eine Person oder ein Portal weiß.",
  "How long it is kept": "Wie lange es aufbewahrt wird",
  "Each night at 2:00 UTC a worker forgets what is older. Connected portals and their tokens are never touched.":
    "Jede Nacht um 2:00 UTC löscht ein Worker, was älter ist. Verbundene Portale und ihre Token bleiben unberührt.",
  "Last night": "Letzte Nacht",
  "Nothing was looked at yet. The first round comes a few minutes after the first start.":
    "Noch wurde nichts durchgesehen. Der erste Durchlauf folgt wenige Minuten nach dem ersten Start.",
  "Data-protection requests": "Datenschutzanfragen",
  "Somebody who installed an app, or a HubSpot account, asks what is known about them or wants it erased.":
    "Wer eine App installiert hat, oder ein HubSpot-Account möchte wissen, was gespeichert ist, oder es löschen lassen.",
  "for good": "für immer",
  "{count:number} days": { one: "{count:number} Tag", other: "{count:number} Tage" },
  "{when}: what had grown old was forgotten.":
    "{when}: Was die Frist überschritten hatte, wurde gelöscht.",
  "{when}: nothing had grown old.": "{when}: Nichts hatte die Frist überschritten.",
  "Saved.": "Gespeichert.",
  "Public pages · Settings": "Öffentliche Seiten · Einstellungen",
  "What customers see when they connect their HubSpot account: your name, not Portico's.":
    "Was Kunden sehen, wenn sie ihren HubSpot-Account verbinden: Ihr Name, nicht der von Portico.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** The pictures of the overview: what the server says. */
export const overviewFigures = {
  "Connections gained and lost": "Gewonnene und verlorene Verbindungen",
  "The last 14 days, in UTC.": "Die letzten 14 Tage, in UTC.",
  Day: "Tag",
  "No connection was gained or lost.": "Keine Verbindung wurde gewonnen oder verloren.",
  "{gained:number} gained, {lost:number} lost.":
    "{gained:number} gewonnen, {lost:number} verloren.",
  Gained: "Gewonnen",
  Lost: "Verloren",
  Refreshes: "Erneuerungen",
  "The last 24 hours, in UTC: portals by the hour of their last success, and tries that failed.":
    "Die letzten 24 Stunden, in UTC: Portale nach der Stunde ihrer letzten gelungenen Erneuerung, und fehlgeschlagene Versuche.",
  Hour: "Stunde",
  "Nothing was refreshed.": "Nichts wurde erneuert.",
  "{portals} renewed, and no try failed.":
    "{portals} erneuert, und kein Versuch ist fehlgeschlagen.",
  "{portals} renewed; {tries} failed.": "{portals} erneuert; {tries} fehlgeschlagen.",
  "{count:number} tries": { one: "{count:number} Versuch", other: "{count:number} Versuche" },
  "{count:number} portals": { one: "{count:number} Portal", other: "{count:number} Portale" },
  "Portals last renewed": "Zuletzt erneuerte Portale",
  "Failed tries": "Fehlgeschlagene Versuche",
  "Access tokens by expiry": "Zugriffstoken nach Ablauf",
  "Of portals with a working grant. Renewed ahead, or when they are read: each app decides.":
    "Von Portalen mit gültiger Freigabe. Im Voraus erneuert oder beim Abruf: Das entscheidet jede App.",
  "Good for": "Noch gültig",
  Portals: "Portale",
  "No portal has an access token.": "Kein Portal hat ein Zugriffstoken.",
  "{portals} with an access token, none expired.":
    "{portals} mit einem Zugriffstoken, keines abgelaufen.",
  "{portals} with an access token, {n:number} expired.":
    "{portals} mit einem Zugriffstoken, {n:number} abgelaufen.",
  Expired: "Abgelaufen",
  "Up to 5 min": "Bis 5 min",
  "5 to 15 min": "5 bis 15 min",
  "15 to 30 min": "15 bis 30 min",
  Longer: "Länger",
  "≤ 5 min": "≤ 5 min",
  "≤ 15 min": "≤ 15 min",
  "≤ 30 min": "≤ 30 min",
  "Installs against the limit": "Installationen und ihre Grenze",
  "Of apps for which HubSpot's limit is entered.":
    "Von Apps, für die HubSpots Grenze eingetragen ist.",
  "{n:number} of {all:number}": "{n:number} von {all:number}",
  "No app has a limit entered.": "Für keine App ist eine Grenze eingetragen.",
  "As a table": "Als Tabelle",
  "Not counted": "Nicht gezählt",
} satisfies Sentences;

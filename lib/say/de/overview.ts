import type { Sentences } from "../sentence";
import { overviewFigures } from "./overview-figures";
import { overviewSteps } from "./overview-steps";

/** The overview, the first steps and the docs: what the server says. */
export const overview = {
  ...overviewFigures,
  ...overviewSteps,
  Overview: "Übersicht",
  "Welcome, {name}": "Willkommen, {name}",
  "No portal is connected yet.": "Noch ist kein Portal verbunden.",
  "{n} portals do not work until somebody acts.": {
    one: "{n} Portal funktioniert nicht, bis jemand etwas tut.",
    other: "{n} Portale funktionieren nicht, bis jemand etwas tut.",
  },
  "Portico is retrying {n} more by itself.":
    "Bei {n} weiteren versucht Portico es von selbst erneut.",
  "Portico is retrying {n} portals by itself. Everything else works.": {
    one: "Bei {n} Portal versucht Portico es von selbst erneut. Alles andere funktioniert.",
    other: "Bei {n} Portalen versucht Portico es von selbst erneut. Alles andere funktioniert.",
  },
  "Everything works: {n} portals connected.": {
    one: "Alles funktioniert: {n} Portal verbunden.",
    other: "Alles funktioniert: {n} Portale verbunden.",
  },
  "HubSpot refuses the client ID or secret of {app}":
    "HubSpot lehnt die Client-ID oder das Client-Secret von {app} ab",
  "Open app": "App öffnen",
  "All its portals are paused. Their grants are untouched.":
    "Alle ihre Portale ruhen. Deren Freigaben bleiben unberührt.",
  "{app} uses HubSpot's v1 OAuth API, which {ends}":
    "{app} nutzt HubSpots OAuth-API v1: Sie {ends}",
  "Choose 2026-09 on its page. Existing grants keep working.":
    "Wählen Sie auf ihrer Seite 2026-09. Bestehende Freigaben gelten weiter.",
  "Needs attention": "Braucht Aufmerksamkeit",
  "No portal needs a person.": "Bei keinem Portal muss jemand eingreifen.",
  "Failing refreshes": "Fehlschlagende Erneuerungen",
  "These end when their access token does, unless a retry works.":
    "Diese enden mit ihrem Zugriffstoken, wenn kein neuer Versuch gelingt.",
  "Every refresh works.": "Jede Erneuerung gelingt.",
  "Set up a second factor until {when}": "Richten Sie bis {when} einen zweiten Faktor ein",
  "Set it up": "Einrichten",
  "An owner asks it of everybody with your role. After that nothing else works for you.":
    "Ein Inhaber verlangt ihn von allen mit Ihrer Rolle. Danach geht für Sie nichts anderes mehr.",
  "The encryption keys are on this machine alone": "Die Schlüssel liegen nur auf diesem Rechner",
  "If it is lost, every portal has to be connected anew, whatever backups there are.":
    "Geht er verloren, muss jedes Portal neu verbunden werden, welche Sicherungen es auch gibt.",
  "HubSpot refuses the grants of {n} portals since the backup was restored": {
    one: "HubSpot lehnt die Freigabe von {n} Portal ab, seit die Sicherung eingespielt wurde",
    other: "HubSpot lehnt die Freigaben von {n} Portalen ab, seit die Sicherung eingespielt wurde",
  },
  "A backup was restored, and its grants are being checked":
    "Eine Sicherung wurde eingespielt, und ihre Freigaben werden geprüft",
  "Open those to reconnect": "Neu zu verbindende öffnen",
  "Restored {when}.": "Eingespielt: {when}.",
  "Their tokens were renewed after the backup was written. Each portal's page has the link to connect it anew.":
    "Die Token wurden erneuert, nachdem die Sicherung geschrieben war. Auf der Seite jedes Portals steht der Link, um es neu zu verbinden.",
  "{n} portals will still be asked for a new token, which tells.": {
    one: "Für {n} Portal wird noch ein neues Token verlangt; dann zeigt es sich.",
    other: "Für {n} Portale wird noch ein neues Token verlangt; dann zeigt es sich.",
  },
  "All others work.": "Alle anderen funktionieren.",

  "Access token ended {when}": "Zugriffstoken abgelaufen: {when}",
  "Access token ended {when}, next try {next}":
    "Zugriffstoken abgelaufen: {when}, nächster Versuch {next}",
  "Access token ends {when}": "Zugriffstoken läuft ab: {when}",
  "Access token ends {when}, next try {next}":
    "Zugriffstoken läuft ab: {when}, nächster Versuch {next}",
  "Since {when}": "Begonnen {when}",
  "Since {when}, next try {next}": "Begonnen {when}, nächster Versuch {next}",
  "Revocation pending": "Widerruf steht aus",
  "Uninstall pending": "Deinstallation steht aus",
  "Grant held back": "Freigabe zurückgehalten",
  "Reconnect {portal}": "{portal} neu verbinden",
  Reconnect: "Neu verbinden",
  "Open app {app}": "App {app} öffnen",
  "Open|act": "Öffnen",
  "Paused: the credentials of {app} are refused.":
    "Pausiert: Die Zugangsdaten von {app} werden abgelehnt.",
  "Somebody installed the app again with fewer scopes: one grant is to be chosen.":
    "Jemand hat die App mit weniger Scopes wieder installiert: Eine Freigabe ist zu wählen.",

  "What changed": "Was sich geändert hat",
  "All activity": "Gesamte Aktivität",
  "{title} {n:number} times": "{title}, {n:number}-mal",
  "{who}, {when}": "{who}, {when}",
  "{who}, last {when}": "{who}, zuletzt {when}",
  "Asked for": "Erbetene Neuverbindungen",
  "Somebody who cannot do it themselves waits for these reconnects.":
    "Darauf wartet jemand, der es nicht selbst tun kann.",
  "{who} asked {when}": "{who} hat {when} darum gebeten",
  "And {n} more, asked later.": "Und {n} weitere, um die später gebeten wurde.",
  "“{text}”": "„{text}“",
} satisfies Sentences;

import type { Sentences } from "../sentence";
import { shellPlaces } from "./shell-places";

/** Around every page of the console: navigation, shared components, forms, palette, failures: what the server says. */
export const shell = {
  ...shellPlaces,
  Overview: "Übersicht",
  Portals: "Portale",
  Apps: "Apps",
  Inspector: "Token prüfen",
  Activity: "Aktivität",
  Team: "Team",
  Docs: "Hilfe",
  "need attention": "brauchen Aufmerksamkeit",
  "Not found": "Nicht gefunden",
  "Not allowed": "Nicht erlaubt",
  "Portico refused this request": "Portico hat diese Anfrage abgelehnt",
  "Your role does not allow this": "Ihre Rolle erlaubt das nicht",
  "It did not come from this console's own pages, which an owner's role cannot override.":
    "Sie kam nicht von den Seiten dieser Konsole, und daran kann auch die Rolle eines Inhabers nichts ändern.",
  "It did not come from this console's own pages, or your role does not allow it.":
    "Sie kam nicht von den Seiten dieser Konsole, oder Ihre Rolle erlaubt sie nicht.",
  "Your role does not include it.": "Ihre Rolle umfasst das nicht.",
  "You are signed in as {email} with the role {role}: {meaning}":
    "Sie sind angemeldet als {email} mit der Rolle {role}: {meaning}",
  "You are signed in as {email} with the role {role}.":
    "Sie sind angemeldet als {email} mit der Rolle {role}.",
  "You see some apps only.": "Sie sehen nur einige Apps.",
  "Nothing was changed.": "Es wurde nichts geändert.",
  "Open the page again at the console's own address and try from there.":
    "Öffnen Sie die Seite wieder unter der Adresse der Konsole, und versuchen Sie es von dort.",
  "Open Portico at its own address and try again from there.":
    "Öffnen Sie Portico unter seiner eigenen Adresse, und versuchen Sie es von dort noch einmal.",
  "Ask an owner or admin of this console to do it, or to change your role.":
    "Bitten Sie einen Inhaber oder Admin dieser Konsole, es zu tun oder Ihre Rolle zu ändern.",
  "The team page lists them.": "Inhaber und Admins stehen auf der Seite „Team“.",
  "You have signed in again": "Sie haben sich wieder angemeldet",
  "Close this window, and go on in the one you came from.":
    "Schließen Sie dieses Fenster, und machen Sie in dem weiter, aus dem Sie kamen.",
  "single sign-on": "Single Sign-on",
  "What you asked for needs more than an open browser. For ten minutes you will not be asked again.":
    "Für das, was Sie vorhaben, genügt ein offener Browser nicht. Danach werden Sie zehn Minuten lang nicht mehr gefragt.",
  "Demo notice": "Hinweis zur Demo",
  "Demo: every portal, person and token here is made up, and HubSpot is a simulator on this machine.":
    "Demo: Alle Portale, Personen und Token hier sind erfunden, und HubSpot ist ein Simulator auf diesem Rechner.",
  "Disk notice": "Hinweis zum Speicher",
  "Portico cannot write to its data folder, so no token is renewed. Free space there, or make it writable.":
    "Portico kann nicht in seinen Datenordner schreiben, darum wird kein Token erneuert. Schaffen Sie dort Platz, oder machen Sie ihn beschreibbar.",
  "Waiting answers": "Wartende Antworten",
  "{count:number} answers of HubSpot are safe on this server's disk and not stored yet. Portico keeps trying.":
    {
      one: "Eine Antwort von HubSpot liegt sicher auf der Festplatte dieses Servers und ist noch nicht gespeichert. Portico versucht es weiter.",
      other:
        "{count:number} Antworten von HubSpot liegen sicher auf der Festplatte dieses Servers und sind noch nicht gespeichert. Portico versucht es weiter.",
    },
  "See the team": "Team ansehen",
} satisfies Sentences;

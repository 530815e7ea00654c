import type { Sentences } from "../sentence";
import { settingsAlerts } from "./settings-alerts";
import { settingsData } from "./settings-data";
import { settingsPeople } from "./settings-people";
import { settingsSystem } from "./settings-system";

/** Settings: what the server says. */
export const settings = {
  ...settingsAlerts,
  ...settingsData,
  ...settingsPeople,
  ...settingsSystem,
  "Where you are signed in": "Wo Sie angemeldet sind",
  Browser: "Browser",
  From: "Von",
  Started: "Begonnen",
  "Last seen": "Zuletzt gesehen",
  End: "Beenden",
  "This session": "Diese Sitzung",
  unknown: "unbekannt",
  "End the session in {browser}": "Sitzung in {browser} beenden",
  "End this session?": "Diese Sitzung beenden?",
  "{browser}, {address}.": "{browser}, {address}.",
  "unknown address": "unbekannte Adresse",
  "End session": "Sitzung beenden",
  "Your name is saved.": "Ihr Name ist gespeichert.",
  "Your password is changed. Your other sessions have ended.":
    "Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.",
  "Your password is changed. Your other sessions have ended. The open reset link for you no longer works.":
    "Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet. Der offene Link zum Zurücksetzen gilt nicht mehr.",
  "Your account, and facts about this installation.":
    "Ihr Konto und Angaben zu dieser Installation.",
  Profile: "Profil",
  Email: "E-Mail",
  Role: "Rolle",
  "None is left": "Keine ist übrig",
  "You see these alone. What concerns the whole installation is not yours.":
    "Sie sehen nur diese. Was die ganze Installation betrifft, gehört nicht zu Ihren Aufgaben.",
  Password: "Passwort",
  "Changing it ends your other sessions; this one stays.":
    "Wenn Sie es ändern, enden Ihre anderen Sitzungen; diese bleibt.",
  "You have none. You come in through {provider}.":
    "Sie haben keins. Sie melden sich über {provider} an.",
  "single sign-on": "Single Sign-on",
  "A passkey, or a code of your phone beside the password.":
    "Ein Passkey oder neben dem Passwort ein Code Ihres Telefons.",
  On: "An",
  Off: "Aus",
  Manage: "Verwalten",
  "Set up": "Einrichten",
  Sessions: "Sitzungen",
  "A session ends after an hour without use, and twelve hours after signing in.":
    "Eine Sitzung endet nach einer Stunde ohne Nutzung und zwölf Stunden nach der Anmeldung.",
  "Manage API keys": "API-Schlüssel verwalten",
  Alerts: "Meldungen",
  "Who hears of it when a portal connects, breaks or recovers.":
    "Wer erfährt, dass ein Portal verbunden wurde, ausgefallen ist oder wieder läuft.",
  "Manage webhooks": "Webhooks verwalten",
  "Your name, logo, colour and languages on the pages that customers see.":
    "Ihr Name, Ihr Logo, Ihre Farbe und Ihre Sprachen auf den Seiten, die Kunden sehen.",
  "Change public pages": "Öffentliche Seiten ändern",
  "What each role may do, and roles of your own.": "Was jede Rolle darf, und eigene Rollen.",
  "Open roles": "Rollen öffnen",
  "Data and retention": "Daten und Aufbewahrung",
  "Open system": "System öffnen",
  "Public address": "Öffentliche Adresse",
  "Times are shown in": "Zeitzone der Anzeige",
  "Redirect URI for HubSpot apps": "Redirect-URI für HubSpot-Apps",
  "API keys": "API-Schlüssel",
  "With a key a service gets working access tokens from Portico over the API.":
    "Mit einem Schlüssel bekommt ein Dienst über die API gültige Zugriffstoken von Portico.",
  "Slack and e-mail": "Slack und E-Mail",
  "Public pages": "Öffentliche Seiten",
  Roles: "Rollen",
  "Second factor": "Zweiter Faktor",
  "Single sign-on": "Single Sign-on",
  "Copy redirect URI": "Redirect-URI kopieren",
  System: "System",
  Version: "Version",
  "Your choice is saved.": "Ihre Auswahl ist gespeichert.",
  "Language and time zone": "Sprache und Zeitzone",
  "How you read the console. Exports and the API stay in UTC.":
    "Wie die Konsole für Sie angezeigt wird. Exporte und die API bleiben in UTC.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** What is written about a portal for a ticket, and to its customer. */
export const verbsCustomer = {
  "Portal: {portal} (Hub ID {hubId})": "Portal: {portal} (Hub-ID {hubId})",
  "App: {app}": "App: {app}",
  "Status: {status}. {meaning}": "Status: {status}. {meaning}",
  "What became of a refresh is not known (asked {when}): HubSpot's answer never arrived.":
    "Was aus einer Erneuerung wurde, ist nicht bekannt (gefragt {when}): HubSpots Antwort kam nie an.",
  "Installed by: {who}": "Installiert von: {who}",
  "Connected: {when}": "Verbunden: {when}",
  "Last refresh: {when}": "Letzte Erneuerung: {when}",
  "Access token expires: {when}": "Zugriffstoken läuft ab: {when}",
  "Last problem: {what} ({when})": "Letztes Problem: {what} ({when})",
  "HubSpot correlation id: {id}": "HubSpot-Korrelations-ID: {id}",
  "Ask the customer: was the app uninstalled, or was the person who installed it removed from HubSpot?":
    "Fragen Sie den Kunden: Wurde die App deinstalliert, oder wurde die Person, die sie installiert hat, aus HubSpot entfernt?",
  "Written: {when}": "Geschrieben: {when}",
  "none|time": "keine",
  "renewed at the next read": "wird beim nächsten Abruf erneuert",
  "Uninstall pending": "Deinstallation steht aus",
  nobody: "niemand",
  "HubSpot user {id}": "HubSpot-Benutzer {id}",
  erased: "gelöscht",
  "not told by HubSpot": "von HubSpot nicht genannt",
  "We are ending the connection between your HubSpot account {account} and {app}. You do not have to do anything.":
    "Wir beenden gerade die Verbindung zwischen Ihrem HubSpot-Account {account} und {app}. Sie müssen nichts tun.",
  "A setting on our side keeps {app} from reaching HubSpot. Your account {account} is not at fault and you do not have to do anything; we are correcting it.":
    "Eine Einstellung auf unserer Seite hindert {app} daran, HubSpot zu erreichen. An Ihrem Account {account} liegt es nicht, und Sie müssen nichts tun; wir bringen es in Ordnung.",
  "We are checking the connection between your HubSpot account {account} and {app}. You do not have to do anything; we will tell you if that changes.":
    "Wir prüfen gerade die Verbindung zwischen Ihrem HubSpot-Account {account} und {app}. Sie müssen nichts tun; wir melden uns, wenn sich das ändert.",
  "All is well with the connection between your HubSpot account {account} and {app}. You do not have to do anything.":
    "Mit der Verbindung zwischen Ihrem HubSpot-Account {account} und {app} ist alles in Ordnung. Sie müssen nichts tun.",
  "HubSpot does not answer as usual just now. The connection between your HubSpot account {account} and {app} is kept and we try again by ourselves. You do not have to do anything.":
    "HubSpot antwortet gerade nicht wie gewohnt. Die Verbindung zwischen Ihrem HubSpot-Account {account} und {app} bleibt bestehen, und wir versuchen es von selbst noch einmal. Sie müssen nichts tun.",
  "HubSpot no longer accepts the connection between your HubSpot account {account} and {app}. Usually the app was removed, or the person who installed it has left. Please let somebody who may install apps in your HubSpot account install {app} again.":
    "HubSpot nimmt die Verbindung zwischen Ihrem HubSpot-Account {account} und {app} nicht mehr an. Meist wurde die App entfernt, oder die Person, die sie installiert hat, ist nicht mehr da. Bitte lassen Sie {app} von jemandem erneut installieren, der in Ihrem HubSpot-Account Apps installieren darf.",
  "We have ended the connection between your HubSpot account {account} and {app}. To use it again, somebody who may install apps in your HubSpot account connects {app} once more.":
    "Wir haben die Verbindung zwischen Ihrem HubSpot-Account {account} und {app} beendet. Um sie wieder zu nutzen, muss jemand, der in Ihrem HubSpot-Account Apps installieren darf, {app} noch einmal verbinden.",
  "{app} was removed from your HubSpot account {account}. To use it again, somebody who may install apps there installs it once more.":
    "{app} wurde aus Ihrem HubSpot-Account {account} entfernt. Zur erneuten Nutzung muss jemand, der dort Apps installieren darf, die App noch einmal installieren.",
  "Hello,": "Guten Tag,",
  "our HubSpot app {app} now needs permissions that your account has not granted yet:": {
    one: "unsere HubSpot-App {app} braucht jetzt eine Berechtigung, die Ihr Account noch nicht gewährt hat:",
    other:
      "unsere HubSpot-App {app} braucht jetzt Berechtigungen, die Ihr Account noch nicht gewährt hat:",
  },
  "Please open this link, sign in to HubSpot and choose this account:":
    "Bitte öffnen Sie diesen Link, melden Sie sich bei HubSpot an, und wählen Sie diesen Account:",
  "Hub ID {hubId}, {portal}.": "Hub-ID {hubId}, {portal}.",
  "Please tell us when we can do this together. It takes two minutes, for Hub ID {hubId}, {portal}.":
    "Bitte sagen Sie uns, wann wir das gemeinsam tun können. Es dauert zwei Minuten, für die Hub-ID {hubId}, {portal}.",
  "A super admin, or somebody with App Marketplace access, has to agree. Until then the connection works as before, without the new permissions.":
    "Ein Super-Admin oder jemand mit Zugang zum App Marketplace muss zustimmen. Bis dahin arbeitet die Verbindung wie bisher, ohne die neuen Berechtigungen.",
} satisfies Sentences;

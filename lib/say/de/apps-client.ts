import type { Sentences } from "../sentence";
import { appsScopesClient } from "./apps-scopes-client";
import { verbsClientApps } from "./verbs-client-apps";

/** Apps, and how to use what they give: what is said in the browser too. */
export const appsClient = {
  ...verbsClientApps,
  ...appsScopesClient,
  ...verbsClientApps,
  "What you typed before is back": "Ihre früheren Eingaben sind wieder da",
  "Start over": "Neu beginnen",
  "You left this form before it was saved.":
    "Sie haben dieses Formular verlassen, bevor es gespeichert war.",
  "You left this form before it was saved. Secrets are never kept: type the client secret again.":
    "Sie haben dieses Formular verlassen, bevor es gespeichert war. Secrets werden nie aufbewahrt: Geben Sie das Client-Secret noch einmal ein.",
  "This could not be saved.": "Das konnte nicht gespeichert werden.",
  Scopes: "Scopes",
  "Save app": "App speichern",
  Cancel: "Abbrechen",
  Form: "Formular",
  Name: "Name",
  "Client ID": "Client-ID",
  "Client secret": "Client-Secret",
  "Redirect URI": "Redirect-URI",
  "Required scopes": "Erforderliche Scopes",
  "Conditionally required": "Bedingt erforderlich",
  "Optional scopes": "Optionale Scopes",
  "OAuth API version": "Version der OAuth-API",
  "How your team calls it. HubSpot never sees this.":
    "Wie Ihr Team sie nennt. HubSpot sieht das nie.",
  "From the Auth tab of your app in HubSpot.": "Aus dem Tab „Auth“ Ihrer App in HubSpot.",
  "Stored encrypted. It can be replaced later, never read back.":
    "Verschlüsselt gespeichert. Es lässt sich später ersetzen, nie wieder auslesen.",
  "Must be registered in HubSpot under Auth, character by character the same.":
    "Muss in HubSpot unter „Auth“ eingetragen sein, Zeichen für Zeichen gleich.",
  "This console answers at": "Diese Konsole antwortet unter",
  "Copy this console's address": "Adresse dieser Konsole kopieren",

  "Check the journal": "Journal prüfen",
  "Stop reading the journal": "Journal nicht mehr lesen",
  "Read the journal": "Journal lesen",
  "The journal was not switched on": "Das Journal wurde nicht eingeschaltet",
  "HubSpot grants the journal": "HubSpot gewährt das Journal",
  "HubSpot does not grant the journal": "HubSpot gewährt das Journal nicht",
  "Not known yet": "Noch nicht bekannt",
  "HubSpot's v1 OAuth API {ends}": "HubSpots OAuth-API v1 {ends}",
  "Move to 2026-09": "Auf 2026-09 umstellen",
  "Existing grants keep working on the dated API; HubSpot is asked before anything changes.":
    "Bestehende Freigaben gelten auch mit der datierten API-Version weiter; HubSpot wird gefragt, bevor sich etwas ändert.",
  "Save token renewal": "Erneuerung der Token speichern",
  "When tokens are renewed": "Wann Token erneuert werden",

  "Replace secret": "Secret ersetzen",
  "Replace the client secret of {app}?": "Client-Secret von {app} ersetzen?",
  "Portico proves the new secret at HubSpot with a stored connection before the old one goes. If HubSpot refuses it, nothing changes.":
    "Portico prüft das neue Secret bei HubSpot mit einer gespeicherten Verbindung, bevor das alte geht. Lehnt HubSpot es ab, ändert sich nichts.",
  "Secret replaced.": "Secret ersetzt.",
  "New client secret": "Neues Client-Secret",
  "From the Auth tab of the app in HubSpot.": "Aus dem Tab „Auth“ der App in HubSpot.",
  "Previous secret": "Voriges Secret",
  "While it is kept, the new secret is tried first and the previous one only when HubSpot refuses the new one. Nobody knows how long HubSpot itself accepts the old one.":
    "Solange es aufbewahrt wird, kommt zuerst das neue Secret und das vorige nur, wenn HubSpot das neue ablehnt. Niemand weiß, wie lange HubSpot selbst das alte annimmt.",
  "The secret was not replaced.": "Das Secret wurde nicht ersetzt.",
  "Replace client secret": "Client-Secret ersetzen",
  "Test credentials": "Zugangsdaten testen",
  "The test did not run.": "Der Test lief nicht.",
  Fine: "In Ordnung",
  Wrong: "Falsch",
  "Not known": "Nicht bekannt",

  "Save limit": "Grenze speichern",
  "Limit in HubSpot": "Grenze in HubSpot",
  "None|limit": "Keine",
  "10, private distribution": "10, private Verteilung",
  "25, Marketplace distribution without a listing": "25, Marketplace-Verteilung ohne Eintrag",
  "100, private distribution of a Solutions Partner":
    "100, private Verteilung eines Solutions Partners",
  "Save install link": "Installationslink speichern",
  "Install link is on": "Installationslink ist an",
  "Anybody who knows the address can start an install; HubSpot decides who may finish it.":
    "Wer die Adresse kennt, kann eine Installation beginnen; HubSpot entscheidet, wer sie abschließen darf.",
  "Landing URL": "Ziel-URL",
  "Where customers can go on to afterwards. No other address is ever offered to them.":
    "Wohin Kunden danach weitergehen können. Eine andere Adresse wird ihnen nie angeboten.",
  "Save Marketplace installs": "Marketplace-Installationen speichern",
  "Accept Marketplace installs": "Marketplace-Installationen annehmen",
  "Switch it on only for an app that is listed there. Such installs belong to nobody of this team, and only one app per redirect URI can take them.":
    "Schalten Sie es nur für eine App ein, die dort eingetragen ist. Solche Installationen gehören niemandem aus diesem Team, und nur eine App je Redirect-URI kann sie annehmen.",
  "{app} takes them at this redirect URI at the moment.":
    "Zurzeit nimmt {app} sie unter dieser Redirect-URI an.",
} satisfies Sentences;

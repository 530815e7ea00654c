import type { Sentences } from "../sentence";

/** Connecting and importing portals: what is said in the browser too. */
export const portalsConnectClient = {
  App: "App",
  Cancel: "Abbrechen",
  "Start again": "Neu beginnen",
  "Hub ID, if known": "Hub-ID, falls bekannt",
  "HubSpot's page then opens for that account.":
    "HubSpots Seite öffnet sich dann für diesen Account.",
  "Continue to HubSpot": "Weiter zu HubSpot",
  "HubSpot refuses this app's credentials at the moment":
    "HubSpot lehnt die Zugangsdaten dieser App zurzeit ab",
  "The connection will fail until its client ID and secret are corrected on the app’s page.":
    "Die Verbindung wird fehlschlagen, bis Client-ID und Secret auf der Seite der App korrigiert sind.",
  "This app's redirect URI points somewhere else": "Die Redirect-URI dieser App führt woandershin",
  "HubSpot will not come back to this console. You give consent in another tab, then paste the address it redirected to.":
    "HubSpot wird nicht zu dieser Konsole zurückkommen. Sie stimmen in einem anderen Tab zu und fügen dann die Adresse ein, zu der HubSpot weitergeleitet hat.",
  "HubSpot will ask for": "Danach fragt HubSpot",
  "Always asked for": "Immer verlangt",
  "Also require": "Außerdem verlangen",
  "Ask for if the portal has it": "Verlangen, falls das Portal es hat",
  "All {cap:number} installs of this app are used":
    "Alle {cap:number} Installationen dieser App sind vergeben",
  "HubSpot refuses further accounts on its consent page and tells nobody here. Portals that are known already can still be reconnected. Uninstall the app where it is no longer needed, or list it on the Marketplace.":
    "HubSpot lehnt weitere Accounts auf seiner Zustimmungsseite ab und meldet das hier nicht. Bereits bekannte Portale lassen sich weiterhin neu verbinden. Deinstallieren Sie die App, wo sie nicht mehr gebraucht wird, oder veröffentlichen Sie sie im Marketplace.",
  "{installed:number} of {cap:number} installs of this app are used":
    "{installed:number} von {cap:number} Installationen dieser App sind vergeben",
  "{installed:number} of {cap:number} installs of this app are used.":
    "{installed:number} von {cap:number} Installationen dieser App sind vergeben.",
  "{count:number} more accounts can install it; after that HubSpot refuses on its consent page.": {
    one: "Noch ein Account kann sie installieren; danach lehnt HubSpot auf seiner Zustimmungsseite ab.",
    other:
      "Noch {count:number} Accounts können sie installieren; danach lehnt HubSpot auf seiner Zustimmungsseite ab.",
  },
  "Give consent on HubSpot’s page. It opens in a new tab and ends on an address outside this console, which may well show an error.":
    "Stimmen Sie auf HubSpots Seite zu. Sie öffnet sich in einem neuen Tab und endet auf einer Adresse außerhalb dieser Konsole, die durchaus einen Fehler zeigen kann.",
  "Open HubSpot’s consent page": "HubSpots Zustimmungsseite öffnen",
  "Copy the whole address from that tab and paste it here within 10 minutes.":
    "Kopieren Sie die ganze Adresse aus dem anderen Tab, und fügen Sie sie hier innerhalb von 10 Minuten ein.",
  "Redirected address or code": "Adresse nach der Weiterleitung, oder Code",
  "After consent the browser lands on an address that begins with {address}. It works once and only for a few minutes.":
    "Nach der Zustimmung landet der Browser auf einer Adresse, die mit {address} beginnt. Sie gilt einmal und nur wenige Minuten.",
  "Finish connection": "Verbindung abschließen",
  "Open Hub {id}, which is connected already": "Hub {id} öffnen (bereits verbunden)",
  "Connect Hub {id} as a new portal": "Hub {id} als neues Portal verbinden",
  "<open>Open HubSpot’s consent page</open>, then <paste>paste the redirected address</paste>.":
    "<open>Öffnen Sie HubSpots Zustimmungsseite</open> und <paste>fügen Sie dann die Adresse nach der Weiterleitung ein</paste>.",

  File: "Datei",
  "The tokens must have been issued to this app.":
    "Die Token müssen für diese App ausgestellt worden sein.",
  "CSV, JSON or one token per line; up to 5,000 rows and 1 MB.":
    "CSV, JSON oder ein Token pro Zeile; bis zu 5.000 Zeilen und 1 MB.",
  "The file is larger than 1 MB. Split it and import the parts.":
    "Die Datei ist größer als 1 MB. Teilen Sie sie, und importieren Sie die Teile.",
  "Check file": "Datei prüfen",
  "Nothing is imported before you confirm.": "Bevor Sie bestätigen, wird nichts importiert.",
  "Reading the file": "Die Datei wird gelesen",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/**
 * What tables of `lib` about apps say in the browser too: when tokens are renewed, what becomes of a secret,
 * limits, and the parts of HubSpot under which scopes are found.
 */
export const verbsClientApps = {
  Ahead: "Im Voraus",
  "Every token is renewed before it expires, so a program never waits for one.":
    "Jedes Token wird vor seinem Ablauf erneuert, darum wartet nie ein Programm auf eines.",
  "A lost grant is noticed within half an hour.":
    "Eine verlorene Freigabe wird binnen einer halben Stunde bemerkt.",
  "When used": "Bei Nutzung",
  "Renewed ahead for portals whose token was read in the last 24 hours. The others are asked for once a day.":
    "Im Voraus erneuert für Portale, deren Token in den letzten 24 Stunden abgerufen wurde. Nach den anderen wird einmal am Tag gefragt.",
  "A grant that nobody uses may be lost for a day before it shows. The first read after a pause waits for HubSpot.":
    "Eine Freigabe, die niemand nutzt, kann einen Tag lang verloren sein, bevor es sich zeigt. Der erste Abruf nach einer Pause wartet auf HubSpot.",
  "On demand": "Auf Abruf",
  "Renewed when a program asks for a token and the stored one is too old.":
    "Erneuert, wenn ein Programm nach einem Token fragt und das gespeicherte zu alt ist.",
  "A lost grant is noticed at the next read, however late that is. Each read after a pause waits for HubSpot.":
    "Eine verlorene Freigabe wird beim nächsten Abruf bemerkt, wie spät der auch kommt. Jeder Abruf nach einer Pause wartet auf HubSpot.",
  "No refreshes of its own.": "Keine eigenen Erneuerungen.",
  "No refreshes of its own; at most {count:number} an hour for the portals in use now.":
    "Keine eigenen Erneuerungen; höchstens {count:number} in der Stunde für die Portale, die jetzt genutzt werden.",
  "No refreshes: there is nothing to renew.": "Keine Erneuerungen: Es gibt nichts zu erneuern.",
  "Less than one refresh an hour.": "Weniger als eine Erneuerung in der Stunde.",
  "About {count:number} refreshes an hour.": {
    one: "Etwa {count:number} Erneuerung in der Stunde.",
    other: "Etwa {count:number} Erneuerungen in der Stunde.",
  },
  "Drop it at once": "Sofort verwerfen",
  "Keep it for 1 hour": "1 Stunde lang behalten",
  "Keep it for 24 hours": "24 Stunden lang behalten",
  "All {cap:number} installs of this app are used":
    "Alle {cap:number} Installationen dieser App sind vergeben",
  "HubSpot refuses further accounts on its consent page and tells nobody here. Portals that are known already can still be reconnected. Uninstall the app where it is no longer needed, or list it on the Marketplace.":
    "HubSpot lehnt weitere Accounts auf seiner Zustimmungsseite ab und meldet das hier nicht. Bereits bekannte Portale lassen sich weiterhin neu verbinden. Deinstallieren Sie die App, wo sie nicht mehr gebraucht wird, oder veröffentlichen Sie sie im Marketplace.",
  "{installed:number} of {cap:number} installs of this app are used":
    "{installed:number} von {cap:number} Installationen dieser App sind vergeben",
  "{count:number} more accounts can install it; after that HubSpot refuses on its consent page.": {
    one: "Noch ein Account kann sie installieren; danach lehnt HubSpot auf seiner Zustimmungsseite ab.",
    other:
      "Noch {count:number} Accounts können sie installieren; danach lehnt HubSpot auf seiner Zustimmungsseite ab.",
  },
  "CRM records": "CRM-Datensätze",
  "CRM properties and pipelines": "CRM-Eigenschaften und -Pipelines",
  "CRM tools": "CRM-Werkzeuge",
  "Sensitive data": "Sensible Daten",
  Marketing: "Marketing",
  "Conversations and service": "Konversationen und Service",
  "Sales and meetings": "Vertrieb und Termine",
  Content: "Content",
  Commerce: "Commerce",
  "Automation and events": "Automatisierung und Ereignisse",
  "Files and media": "Dateien und Medien",
  "Account and users": "Account und Benutzer",
  "Integrations and developer": "Integrationen und Entwickler",
  Other: "Sonstige",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** The first steps, and the frame around the documentation: what the server says. */
export const overviewSteps = {
  "First steps": "Erste Schritte",
  "{done:number} of {all:number} done. Leave whenever you like: it goes on here.":
    "{done:number} von {all:number} erledigt. Sie können jederzeit unterbrechen: Hier geht es weiter.",
  "(done)": "(erledigt)",
  "(to come)": "(kommt noch)",
  "(you are here)": "(Sie sind hier)",
  "Create the owner's account": "Inhaberkonto anlegen",
  "Keep a copy of the encryption keys elsewhere":
    "Bewahren Sie eine Kopie der Schlüssel anderswo auf",
  "Keep a copy": "Kopie aufbewahren",
  "Tokens are stored sealed, and these keys open them. If they are on this machine alone and it is lost, every portal has to be connected anew, whatever backups there are.":
    "Token werden versiegelt gespeichert, und diese Schlüssel öffnen sie. Liegen sie nur auf diesem Rechner und geht er verloren, muss jedes Portal neu verbunden werden, welche Sicherungen es auch gibt.",
  "An owner does this; go on with what follows.":
    "Das erledigt ein Inhaber; machen Sie mit dem nächsten Schritt weiter.",
  "Add your HubSpot app": "HubSpot-App hinzufügen",
  "Add app": "App hinzufügen",
  "Open your app in HubSpot, and there the Auth tab. It shows client ID, client secret and scopes. Paste this redirect URI into it, exactly, and save there:":
    "Öffnen Sie Ihre App in HubSpot und dort den Tab „Auth“. Er zeigt Client-ID, Client-Secret und Scopes. Fügen Sie dort genau diese Redirect-URI ein, und speichern Sie:",
  "Copy redirect URI": "Redirect-URI kopieren",
  "Have HubSpot check client ID and secret": "Client-ID und Secret von HubSpot prüfen lassen",
  "Open {name}": "{name} öffnen",
  "“Test credentials” on the app’s page asks HubSpot whether it accepts them. A typing mistake is found here, and not by your first customer.":
    "„Zugangsdaten testen“ auf der Seite der App fragt HubSpot, ob es sie annimmt. So fällt ein Tippfehler hier auf und nicht erst Ihrem ersten Kunden.",
  "Connect a portal": "Portal verbinden",
  "Connect portal": "Portal verbinden",
  "HubSpot shows its consent page and sends you back. Any HubSpot account will do for a first try, a developer test account too. You need to be its super admin.":
    "HubSpot zeigt seine Zustimmungsseite und schickt Sie zurück. Für einen ersten Versuch genügt jeder HubSpot-Account, auch ein Test-Account für Entwickler. Sie müssen dort Super-Admin sein.",
  "Create an API key for your program": "API-Schlüssel für Ihr Programm anlegen",
  "Create an API key": "API-Schlüssel anlegen",
  "With <code>tokens:read</code> it gets access tokens, and nothing else. It is shown once.":
    "Mit <code>tokens:read</code> erhält es Zugriffstoken und sonst nichts. Der Schlüssel wird nur einmal angezeigt.",
  "Read the first token": "Das erste Token abrufen",
  "Look again": "Noch einmal nachsehen",
  "With the key in PORTICO_API_KEY.": "Mit dem Schlüssel in PORTICO_API_KEY.",
  "The token is {portal}'s.": "Das Token gehört zu {portal}.",
  "That it was read is known here some seconds later.":
    "Dass es abgerufen wurde, ist hier einige Sekunden später bekannt.",
  Shell: "Shell",
  "Nothing to look up yet": "Noch gibt es nichts nachzusehen",
  "What is connected shows here: whether it works, what needs a person, what changed.":
    "Was verbunden ist, zeigt sich hier: ob es funktioniert, wo jemand eingreifen muss, was sich geändert hat.",
  "An admin connects the first portal. Then this page says how all of them are.":
    "Ein Admin verbindet das erste Portal. Dann sagt diese Seite, wie es um alle steht.",

  Documentation: "Dokumentation",
  "{document} - Documentation": "{document} - Dokumentation",
  "The same texts as in the repository, of exactly this version.":
    "Dieselben Texte wie im Repository, genau zu dieser Version. Die Dokumente sind auf Englisch.",
  "Search the documentation": "Dokumentation durchsuchen",
  "A word, an error, a status…": "Ein Wort, ein Fehler, ein Status …",
  "Nothing is said about “{text}”": "Zu „{text}“ steht hier nichts",
  "Show all documents": "Alle Dokumente anzeigen",
  "Try fewer words, or the exact words of a message.":
    "Versuchen Sie es mit weniger Wörtern oder mit dem genauen Wortlaut einer Meldung, auf Englisch.",
  Results: "Ergebnisse",
  "The {n:number} best places": "Die {n:number} besten Stellen",
  "{count:number} places": { one: "{count:number} Stelle", other: "{count:number} Stellen" },
  "Other documents": "Andere Dokumente",
  Before: "Zurück",
  Next: "Weiter",
  "On this page": "Auf dieser Seite",
  "Table: {columns}": "Tabelle: {columns}",
  "(opens in a new tab)": "(öffnet sich in einem neuen Tab)",
} satisfies Sentences;

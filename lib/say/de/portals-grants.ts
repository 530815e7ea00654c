import type { Sentences } from "../sentence";

/** The page of one portal: its account, tokens and grants, and who uses it: what the server says. */
export const portalsGrants = {
  When: "Wann",
  Erased: "Gelöscht",
  "Still asking HubSpot": "HubSpot wird noch gefragt",
  "HubSpot gave the tokens and did not say who installed the app. Portico keeps asking.":
    "HubSpot hat die Token ausgestellt, aber nicht gesagt, wer die App installiert hat. Portico fragt weiter.",
  "HubSpot user ID": "HubSpot-Benutzer-ID",
  "There is no grant on record.": "Es ist keine Freigabe verzeichnet.",

  Account: "Account",
  "Copy the ID of this account": "Die ID dieses Accounts kopieren",
  Domain: "Domain",
  "Not told": "Nicht genannt",
  "Account type": "Art des Accounts",
  Standard: "Standard",
  "Developer test account": "Test-Account für Entwickler",
  Sandbox: "Sandbox",
  "App developer account": "Account für App-Entwickler",
  Region: "Region",
  "Time zone": "Zeitzone",
  "Read from HubSpot": "Von HubSpot gelesen",
  "Connected apps in HubSpot": "Verbundene Apps in HubSpot",
  "(opens in a new tab)": "(öffnet sich in einem neuen Tab)",

  Grants: "Freigaben",
  "One for each time somebody consented.": "Eine für jedes Mal, dass jemand zugestimmt hat.",
  "Installer erased": "Angaben zur Person gelöscht",
  Revoked: "Widerrufen",
  "Held back": "Zurückgehalten",
  Current: "Aktuell",
  Replaced: "Ersetzt",
  "Revoked by {who}.": "Widerrufen von {who}.",
  "Revoked.": "Widerrufen.",
  "A public way in brought it, with fewer scopes. It is not used.":
    "Sie kam über einen öffentlichen Zugang, mit weniger Scopes. Sie wird nicht verwendet.",
  "Refreshed {n} times.": { one: "Einmal erneuert.", other: "{n}-mal erneuert." },
  "Its refresh token is kept so that it can be revoked, alone or with the portal.":
    "Das Refresh-Token bleibt erhalten, damit es sich widerrufen lässt, allein oder mit dem Portal.",
  "Its refresh token is gone.": "Das Refresh-Token ist gelöscht.",
  "The new grant is used from now on.": "Ab jetzt wird die neue Freigabe verwendet.",
  "The earlier grant was revoked. HubSpot confirms that it is dead.":
    "Die frühere Freigabe wurde widerrufen. HubSpot bestätigt, dass sie nicht mehr gilt.",

  "Against what the app asks for now.": "Gegenüber dem, was die App jetzt verlangt.",
  "Reconnect to get them": "Neu verbinden, um sie zu erhalten",

  Tokens: "Token",
  "No page shows the tokens themselves. Services get access tokens with an API key.":
    "Keine Seite zeigt die Token selbst. Dienste erhalten Zugriffstoken mit einem API-Schlüssel.",
  "No access token": "Kein Zugriffstoken",
  "The last issued access token works in HubSpot until then. It is no longer stored here.":
    "Das zuletzt ausgestellte Zugriffstoken gilt in HubSpot bis dahin. Hier ist es nicht mehr gespeichert.",
  "Last refresh": "Letzte Erneuerung",
  "Not refreshed since it was connected": "Seit der Verbindung nicht erneuert",
  "Next refresh": "Nächste Erneuerung",
  "Running now": "Läuft gerade",
  "Refreshes of this grant": "Erneuerungen dieser Freigabe",
  "Refresh token": "Refresh-Token",
  "Stored encrypted, fingerprint {fingerprint}":
    "Verschlüsselt gespeichert, Fingerabdruck {fingerprint}",
  Wiped: "Gelöscht",
  "At the next read: the app's tokens are renewed on demand":
    "Beim nächsten Abruf: Die Token der App werden bei Bedarf erneuert",
  "None: it is being revoked": "Keine: Das Portal wird gerade widerrufen",
  "None: the app is being uninstalled": "Keine: Die App wird gerade deinstalliert",
  "Paused until the app's credentials work again":
    "Pausiert, bis die Zugangsdaten der App wieder gelten",
  "None: there is nothing to refresh": "Keine: Es gibt nichts zu erneuern",

  "Used by": "Verwendet von",
  "API keys that read its access token or called HubSpot through Portico in the last 30 days.":
    "API-Schlüssel, die in den letzten 30 Tagen das Zugriffstoken abgerufen oder HubSpot über Portico aufgerufen haben.",
  "{uses}, last {when}": "{uses}, zuletzt {when}",
  "No program has used it.": "Kein Programm hat es verwendet.",

  "How a program works with Hub ID {hub} through {app}.":
    "Wie ein Programm über {app} mit der Hub-ID {hub} arbeitet.",
  "A program gets no token now: it hears {code}":
    "Ein Programm erhält jetzt kein Token: Es bekommt {code}",
  "Several apps hold this Hub ID": "Mehrere Apps haben diese Hub-ID",
  "So a program names the app it means, as below. A key that is limited to {app} means it without saying so.":
    "Ein Programm nennt deshalb die App, die es meint, wie unten gezeigt. Ein Schlüssel, der auf {app} beschränkt ist, meint sie, ohne es zu sagen.",
} satisfies Sentences;

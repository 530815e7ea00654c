import type { Sentences } from "../sentence";

/** How customers come in through an app, what it asks for, and how programs use it: what the server says. */
export const appsUse = {
  "What {app} asks for now against what each live portal granted. A grant keeps its scopes until somebody consents again.":
    "Was {app} jetzt verlangt, verglichen mit dem, was jedes aktive Portal gewährt hat. Eine Freigabe behält ihre Scopes, bis jemand erneut zustimmt.",
  "All {count:number} live portals granted every required scope.": {
    one: "Das eine aktive Portal hat jeden erforderlichen Scope gewährt.",
    other: "Alle {count:number} aktiven Portale haben jeden erforderlichen Scope gewährt.",
  },
  "{behind:number} of {count:number} live portals behind": {
    one: "{behind:number} von {count:number} aktiven Portal im Rückstand",
    other: "{behind:number} von {count:number} aktiven Portalen im Rückstand",
  },
  "They work as before with the scopes they granted. New ones come with a new consent of each customer.":
    "Sie arbeiten wie bisher mit den Scopes, die sie gewährt haben. Neue kommen mit einer neuen Zustimmung jedes Kunden.",
  "Portals behind": "Portale im Rückstand",
  "First page": "Erste Seite",
  "Next page": "Nächste Seite",
  Portal: "Portal",
  "Hub ID": "Hub-ID",
  Missing: "Fehlt",
  "Bring up to date": "Nachholen",
  "Reconnect {portal}": "{portal} neu verbinden",
  Reconnect: "Neu verbinden",
  "Copy link": "Link kopieren",
  "Copy message": "Nachricht kopieren",
  "Scopes of the app and how many portals granted them":
    "Scopes der App, und wie viele Portale sie gewährt haben",
  Scope: "Scope",
  List: "Liste",
  "Granted by": "Gewährt von",
  Required: "Erforderlich",
  "Conditionally required": "Bedingt erforderlich",
  Optional: "Optional",

  "What is sent to HubSpot's consent page.": "Was an HubSpots Zustimmungsseite gesendet wird.",
  "Client ID": "Client-ID",
  "Copy client ID": "Client-ID kopieren",
  "Copy redirect URI": "Redirect-URI kopieren",
  "OAuth API version": "Version der OAuth-API",
  Added: "Hinzugefügt",
  "Required scopes": "Erforderliche Scopes",
  "Optional scopes": "Optionale Scopes",

  "Install link": "Installationslink",
  "A public page where a customer's admin connects their account, without an account here.":
    "Eine öffentliche Seite, auf der ein Admin des Kunden dessen Account verbindet. Ein Konto hier braucht er nicht.",
  "Copy install link": "Installationslink kopieren",
  "Switched on, but dead: the redirect URI of this app points somewhere else.":
    "Eingeschaltet, aber ohne Wirkung: Die Redirect-URI dieser App führt woandershin.",
  "Switched off: the address answers as if there were nothing.":
    "Ausgeschaltet: Die Adresse antwortet, als wäre dort nichts.",
  "Customers go on to {address}": "Kunden kommen danach zu {address}",
  "Marketplace installs": "Installationen aus dem Marketplace",
  "Installs that begin in HubSpot's Marketplace come without a sign of who started them.":
    "Bei Installationen, die in HubSpots Marketplace beginnen, ist nicht zu erkennen, wer sie begonnen hat.",
  "Accepted.": "Angenommen.",
  "Refused.": "Abgelehnt.",
  "Saved. The install link is on.": "Gespeichert. Der Installationslink ist an.",
  "Saved. The install link is off.": "Gespeichert. Der Installationslink ist aus.",
  "Saved. Marketplace installs are accepted.":
    "Gespeichert. Installationen aus dem Marketplace werden angenommen.",
  "Saved. Marketplace installs are refused.":
    "Gespeichert. Installationen aus dem Marketplace werden abgelehnt.",
  "Apps that are not listed on the Marketplace can be installed in a limited number of accounts.":
    "Apps, die nicht im Marketplace stehen, lassen sich nur in einer begrenzten Zahl von Accounts installieren.",
  "No limit is set here.": "Hier ist keine Grenze gesetzt.",
  "Counted are portals of this console in which the app is installed, revoked ones included: revoking does not uninstall. HubSpot may know of others.":
    "Gezählt sind Portale dieser Konsole, in denen die App installiert ist, auch widerrufene: Ein Widerruf deinstalliert nicht. HubSpot kennt vielleicht weitere.",
  "Authorize URL": "Autorisierungs-URL",
  "HubSpot's consent page for this app. Portico adds state and PKCE to it.":
    "HubSpots Zustimmungsseite für diese App. Portico fügt state und PKCE hinzu.",
  "Copy authorize URL": "Autorisierungs-URL kopieren",

  "Which portals there are": "Welche Portale es gibt",
  "Page by page, in the order of their Hub IDs. The key needs portals:read.":
    "Seite für Seite, nach Hub-ID geordnet. Der Schlüssel braucht portals:read.",
  "Lists the portals of this app": "Listet die Portale dieser App",
  "Below stands <a>{portal}</a>, Hub ID {hub}; put any other in its place.":
    "Unten steht <a>{portal}</a>, Hub-ID {hub}; Sie können jedes andere einsetzen.",
  "No portal to use yet": "Noch kein Portal zu verwenden",
  "Programs work with a customer's account. Connect one through {app}, and this page shows how.":
    "Programme arbeiten mit dem Account eines Kunden. Verbinden Sie einen über {app}, dann zeigt diese Seite, wie es geht.",
  "Copy: {what}": "Kopieren: {what}",
  "A key for your program": "Ein Schlüssel für Ihr Programm",
  "Each program gets one of its own; it reads it from PORTICO_API_KEY.":
    "Jedes Programm bekommt einen eigenen; es liest ihn aus PORTICO_API_KEY.",
  "Make one in <a>Settings, API keys</a>, or in a shell on the server:":
    "Legen Sie einen unter <a>Einstellungen, API-Schlüssel</a> an, oder in einer Shell auf dem Server:",
  "An owner or admin makes one in Settings, API keys, or in a shell on the server:":
    "Ein Inhaber oder Admin legt einen unter Einstellungen, API-Schlüssel an, oder in einer Shell auf dem Server:",
  Shell: "Shell",
  "Language|program": "Programmiersprache",
  "Call HubSpot through Portico": "HubSpot über Portico aufrufen",
  "The program holds no token at all. The key needs hubspot:read, and hubspot:write to change something.":
    "Das Programm hat selbst kein Token. Der Schlüssel braucht hubspot:read, und hubspot:write, um etwas zu ändern.",
  "Reads ten contacts": "Liest zehn Kontakte",
  "Get an access token": "Ein Zugriffstoken abrufen",
  "For code that calls HubSpot itself. Ask each time one is needed and do not keep it. The key needs tokens:read.":
    "Für Code, der HubSpot selbst aufruft. Fragen Sie jedes Mal, wenn eines gebraucht wird, und bewahren Sie es nicht auf. Der Schlüssel braucht tokens:read.",
  "Gets a token that works": "Holt ein gültiges Token",
  "Code that refreshes by itself": "Code, der selbst erneuert",
  "Portico speaks HubSpot's token endpoint: change these settings and leave the code as it is. The key needs tokens:read.":
    "Portico versteht HubSpots Token-Endpunkt: Ändern Sie diese Einstellungen, und lassen Sie den Code, wie er ist. Der Schlüssel braucht tokens:read.",
  "Base URL": "Basis-URL",
  "the app's client secret": "das Client-Secret der App",
  "the portal's refresh token": "das Refresh-Token des Portals",
  "(stays as it is)": "(bleibt, wie es ist)",
  "(was: {what})": "(vorher: {what})",
  "Refreshes at Portico": "Erneuert bei Portico",
} satisfies Sentences;

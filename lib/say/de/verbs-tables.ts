import type { Sentences } from "../sentence";

/** What tables of `lib` call things: statuses, kinds of rows, columns, ranges, documents. */
export const verbsTables = {
  "HubSpot accepts the grant and its tokens are kept fresh.":
    "HubSpot nimmt die Freigabe an, und die Token werden rechtzeitig erneuert.",
  "The last refresh failed for a passing reason. Portico keeps trying.":
    "Die letzte Erneuerung ist aus einem vorübergehenden Grund fehlgeschlagen. Portico versucht es weiter.",
  "Nobody has to act unless it lasts.": "Niemand muss etwas tun, solange es nicht andauert.",
  "HubSpot no longer accepts the grant.": "HubSpot nimmt die Freigabe nicht mehr an.",
  "An admin reconnects the portal, or the customer installs the app again.":
    "Ein Admin verbindet das Portal neu, oder der Kunde installiert die App wieder.",
  "We deleted the refresh token. The app may still be installed in HubSpot.":
    "Wir haben das Refresh-Token gelöscht. Die App ist in HubSpot vielleicht noch installiert.",
  "Reconnect to use the portal again.": "Verbinden Sie neu, um das Portal wieder zu nutzen.",
  "The app was removed from this HubSpot account.":
    "Die App wurde aus diesem HubSpot-Account entfernt.",
  "The customer installs the app again.": "Der Kunde installiert die App wieder.",
  "HubSpot refuses the app's own client ID or secret. The grant itself is untouched.":
    "HubSpot lehnt die Client-ID oder das Client-Secret der App ab. Die Freigabe selbst bleibt unberührt.",
  "An admin corrects the app's credentials.": "Ein Admin korrigiert die Zugangsdaten der App.",
  "HubSpot's answer to an earlier refresh was lost. If a new refresh token was in it, nobody has that one, so it was not revoked. Uninstalling the app in HubSpot ends it.":
    "HubSpots Antwort auf eine frühere Erneuerung ging verloren. Wenn darin ein neues Refresh-Token war, hat es niemand, darum wurde es nicht widerrufen. Es endet, wenn die App in HubSpot deinstalliert wird.",
  "It is being ended, so no token is given any more.":
    "Es wird gerade beendet, darum wird kein Token mehr ausgegeben.",
  "Reconnect the portal, or let the customer install the app again.":
    "Verbinden Sie das Portal neu, oder lassen Sie den Kunden die App wieder installieren.",
  "Reconnect the portal to use it again.": "Verbinden Sie das Portal neu, um es wieder zu nutzen.",
  "The customer has to install the app again.": "Der Kunde muss die App wieder installieren.",
  "Correct the app's client ID or secret. A token that is still valid is served until it expires.":
    "Korrigieren Sie die Client-ID oder das Client-Secret der App. Ein noch gültiges Token wird bis zu seinem Ablauf ausgegeben.",
  Owner: "Inhaber",
  Admin: "Admin",
  Support: "Support",
  "Everything, including other owners.": "Alles, auch andere Inhaber.",
  "Apps, portals and people, except owners.": "Apps, Portale und Personen, außer Inhabern.",
  "Looks everything up, writes notes, and changes nothing else.":
    "Darf alles ansehen und Notizen schreiben, aber sonst nichts ändern.",
  "Base URL": "Basis-URL",
  "the app's client secret": "das Client-Secret der App",
  "the portal's refresh token": "das Refresh-Token des Portals",
  Imported: "Importiert",
  "Connected; its tokens are kept fresh.": "Verbunden; die Token werden rechtzeitig erneuert.",
  Failed: "Fehlgeschlagen",
  "It was tried and did not work.": "Es wurde versucht und hat nicht geklappt.",
  Cancelled: "Abgebrochen",
  "The import was cancelled before it.": "Der Import wurde vorher abgebrochen.",
  Importable: "Importierbar",
  "HubSpot accepts the token.": "HubSpot nimmt das Token an.",
  Duplicate: "Doppelt",
  "It is here already.": "Es ist schon hier.",
  Dead: "Ungültig",
  "HubSpot does not accept the token.": "HubSpot nimmt das Token nicht an.",
  Foreign: "Fremd",
  "The token belongs to another app.": "Das Token gehört zu einer anderen App.",
  Invalid: "Unbrauchbar",
  "The line cannot be imported.": "Die Zeile kann nicht importiert werden.",
  Unknown: "Unbekannt",
  "HubSpot did not answer for it.": "HubSpot hat dazu nicht geantwortet.",
  "Not checked yet": "Noch nicht geprüft",
  "It is waiting for its turn.": "Es wartet, bis es an der Reihe ist.",
  "The line has no refresh token.": "Die Zeile hat kein Refresh-Token.",
  "This is not a token: it is too short, too long or has spaces in it.":
    "Das ist kein Token: Es ist zu kurz, zu lang oder enthält Leerzeichen.",
  "This is the token of a private app (pat-...), not a refresh token.":
    "Das ist das Token einer privaten App (pat-...), kein Refresh-Token.",
  "The Hub ID is not a whole number.": "Die Hub-ID ist keine ganze Zahl.",
  "The line has more cells than the header has columns.":
    "Die Zeile hat mehr Zellen als die Kopfzeile Spalten.",
  "This is neither a token nor an object with a token.":
    "Das ist weder ein Token noch ein Objekt mit einem Token.",
  "The line is not JSON.": "Die Zeile ist kein JSON.",
  "This is an access token, not a refresh token.": "Das ist ein Zugriffstoken, kein Refresh-Token.",
  "HubSpot says that the token belongs to Hub {about}, not to the Hub ID of the file.":
    "HubSpot sagt, dass das Token zu Hub {about} gehört, nicht zur Hub-ID der Datei.",
  "The same token stands on line {about}.": "Dasselbe Token steht in Zeile {about}.",
  "Line {about} has another token of the same portal.":
    "Zeile {about} hat ein anderes Token desselben Portals.",
  "This token is stored here already.": "Dieses Token ist hier schon gespeichert.",
  "An earlier import has dealt with this token.":
    "Ein früherer Import hat dieses Token schon verarbeitet.",
  "This portal is connected here already. Its grant stays; use Reconnect to replace it.":
    "Dieses Portal ist hier schon verbunden. Seine Freigabe bleibt; mit „Neu verbinden“ ersetzen Sie sie.",
  "HubSpot calls the token inactive: it was revoked, the app was uninstalled, or it belongs to another app.":
    "HubSpot nennt das Token inaktiv: Es wurde widerrufen, die App wurde deinstalliert, oder es gehört zu einer anderen App.",
  "HubSpot says that the token was issued to another app.":
    "HubSpot sagt, dass das Token für eine andere App ausgestellt wurde.",
  "HubSpot gave an access token and calls it inactive.":
    "HubSpot hat ein Zugriffstoken ausgestellt und nennt es inaktiv.",
  "Portico stopped while HubSpot was answering for this row, and HubSpot no longer accepts the token: it may have given another one, which never arrived. Connect the portal instead.":
    "Portico wurde angehalten, während HubSpot zu dieser Zeile antwortete, und HubSpot nimmt das Token nicht mehr an: Vielleicht hat es ein anderes ausgestellt, das nie ankam. Verbinden Sie das Portal stattdessen.",
  "HubSpot did not say which account the token belongs to.":
    "HubSpot hat nicht gesagt, zu welchem Account das Token gehört.",
  "The import was cancelled before this row.": "Der Import wurde vor dieser Zeile abgebrochen.",
  "It will be tried again.": "Es wird noch einmal versucht.",
  Checking: "Wird geprüft",
  "Ready to import": "Bereit zum Import",
  Importing: "Wird importiert",
  Finished: "Fertig",
  Refresh: "Erneuern",
  Revoke: "Widerrufen",
  Uninstall: "Deinstallieren",
  "Hub ID": "Hub-ID",
  "Installed by": "Installiert von",
  App: "App",
  Status: "Status",
  "Access token": "Zugriffstoken",
  "Last refresh": "Letzte Erneuerung",
  "Last read": "Zuletzt abgerufen",
  "Token expires": "Token läuft ab",
  "Last hour": "Letzte Stunde",
  "Last 24 hours": "Letzte 24 Stunden",
  "Last 7 days": "Letzte 7 Tage",
  "Last 30 days": "Letzte 30 Tage",
  "Already expired": "Schon abgelaufen",
  "Within 10 minutes": "Innerhalb von 10 Minuten",
  "Within the hour": "Innerhalb einer Stunde",
  "All portals": "Alle Portale",
  "Needs attention": "Braucht Aufmerksamkeit",
  "Expiring in 1 h": "Läuft in 1 h ab",
  "Recently connected": "Zuletzt verbunden",
  "Scopes behind": "Scopes im Rückstand",
  "Never read": "Nie abgerufen",
  "2026-09 (recommended)": "2026-09 (empfohlen)",
  "stopped on {date}": "endete am {date}",
  "stops on {date}, in {count:number} days": {
    one: "endet am {date}, in {count:number} Tag",
    other: "endet am {date}, in {count:number} Tagen",
  },
  "A deleted app": "Eine gelöschte App",
  "{count:number} reads": { one: "{count:number} Abruf", other: "{count:number} Abrufe" },
  "{count:number} calls to HubSpot": {
    one: "{count:number} Aufruf an HubSpot",
    other: "{count:number} Aufrufe an HubSpot",
  },
  "Unknown browser": "Unbekannter Browser",
  "{browser} on {system}": "{browser} auf {system}",
  "{count:number} open links that they made or that were for them were withdrawn.": {
    one: "{count:number} offener Link von dieser Person oder für sie wurde zurückgezogen.",
    other: "{count:number} offene Links von dieser Person oder für sie wurden zurückgezogen.",
  },
  "{count:number} API keys that they made, and have seen, go on working: rotate or revoke them in Settings, API keys.":
    {
      one: "{count:number} API-Schlüssel, den diese Person angelegt und gesehen hat, gilt weiter: Rotieren oder widerrufen Sie ihn unter Einstellungen, API-Schlüssel.",
      other:
        "{count:number} API-Schlüssel, die diese Person angelegt und gesehen hat, gelten weiter: Rotieren oder widerrufen Sie sie unter Einstellungen, API-Schlüssel.",
    },
  grants: "Freigaben",
  "lines of the activity log": "Zeilen des Protokolls",
  "events told to webhooks and recipients":
    "Ereignisse, die Webhooks und Empfängern gemeldet wurden",
  "rows of imports": "Zeilen von Importen",
  "rows of bulk actions": "Zeilen von Sammelaktionen",
  notes: "Notizen",
  "requests to reconnect": "Bitten um Neuverbindung",
  "A worker begins with it.": "Ein Worker beginnt damit.",
  "The server that was at it has ended. A worker goes on.":
    "Der Server, der daran arbeitete, läuft nicht mehr. Ein Worker macht weiter.",
  "It stopped; what was done stays done. Ask for it again.":
    "Es ist stehen geblieben; was getan ist, bleibt getan. Stoßen Sie es noch einmal an.",
  "Waiting until every server has the key {id}": "Wartet, bis jeder Server den Schlüssel {id} hat",
  "Waiting until every server seals under {id}": "Wartet, bis jeder Server unter {id} versiegelt",
  "Sealing everything under {id}": "Versiegelt alles unter {id}",
  "Everything is sealed under {id}.": "Alles ist unter {id} versiegelt.",
  "{count:number} that no loaded key opens stayed as they are.":
    "{count:number}, die kein geladener Schlüssel öffnet, blieben, wie sie sind.",
  "the end of the chain is missing": "das Ende der Kette fehlt",
  "the end of the chain was changed": "das Ende der Kette wurde verändert",
  "a checkpoint was changed": "ein Prüfpunkt wurde verändert",
  "lines were cut off at the end": "am Ende wurden Zeilen abgeschnitten",
  "on {when} the log reached line {line}; it was set back":
    "am {when} reichte das Protokoll bis Zeile {line}; es wurde zurückgesetzt",
  "it was added past the chain": "sie wurde an der Kette vorbei hinzugefügt",
  "a line is missing": "eine Zeile fehlt",
  "it was changed": "sie wurde verändert",
  "it does not follow the line before it": "sie folgt nicht auf die Zeile davor",
  "an anchor knows another line in its place": "ein Anker kennt an ihrer Stelle eine andere Zeile",
  "lines of an earlier release were cut off at their end":
    "Zeilen einer früheren Version wurden an ihrem Ende abgeschnitten",
  "The disk is full.": "Die Festplatte ist voll.",
  "The folder for backups cannot be written.":
    "In den Ordner für Sicherungen kann nicht geschrieben werden.",
  "The file could not be written ({code}).": "Die Datei konnte nicht geschrieben werden ({code}).",
  "The server log has the details.": "Die Einzelheiten stehen im Server-Log.",
} satisfies Sentences;

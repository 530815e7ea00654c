import type { Sentences } from "../sentence";

/** The page of one portal: its state, its care, its history: what the server says. */
export const portalsOne = {
  "{portal} · Portals": "{portal} · Portale",
  "Use {portal} · Portals": "{portal} verwenden · Portale",
  "Use it": "Verwenden",
  "Hub ID {hub} through {app}": "Hub-ID {hub} über {app}",
  "Copy Hub ID": "Hub-ID kopieren",
  unknown: "unbekannt",
  "What to tell the customer": "Was Sie dem Kunden sagen können",
  "Copy sentence": "Satz kopieren",
  "The list it was opened from": "Die Liste, aus der es geöffnet wurde",
  "Back to the list": "Zurück zur Liste",
  "Previous portal": "Voriges Portal",
  Previous: "Zurück",
  "Next portal": "Nächstes Portal",
  Next: "Weiter",
  "Type {text} to confirm.": "Geben Sie zur Bestätigung {text} ein.",
  "Metadata is up to date; something had changed.":
    "Die Angaben sind auf dem neuesten Stand; etwas hatte sich geändert.",

  "{what} Since {when}.": "{what} Beginn: {when}.",
  "Since {when}.": "Beginn: {when}.",
  "Since {when}. {more}": "Beginn: {when}. {more}",
  "Since {when}, after {n} failed tries.": "Beginn: {when}, nach {n} fehlgeschlagenen Versuchen.",
  "Next try {when}. The grant is kept.": "Nächster Versuch {when}. Die Freigabe bleibt erhalten.",
  "What became of the last refresh is not known":
    "Was aus der letzten Erneuerung wurde, ist nicht bekannt",
  "Portico asked HubSpot {when} and the answer never arrived.":
    "Portico hat HubSpot gefragt ({when}), und die Antwort kam nie an.",
  "Portico asked HubSpot and the answer never arrived.":
    "Portico hat HubSpot gefragt, und die Antwort kam nie an.",
  "This server stopped, or the connection broke.":
    "Dieser Server wurde angehalten, oder die Verbindung brach ab.",
  "HubSpot may have given new tokens that nobody has.":
    "Vielleicht hat HubSpot neue Token ausgestellt, die niemand hat.",
  "Portico asks again with the tokens it holds, next {when}, and says here what HubSpot answers.":
    "Portico fragt mit den vorhandenen Token erneut (nächstes Mal: {when}) und sagt hier, was HubSpot antwortet.",
  "Portico asks again at once with the tokens it holds, and says here what HubSpot answers.":
    "Portico fragt mit den vorhandenen Token sofort erneut und sagt hier, was HubSpot antwortet.",
  "Wait for it, or use Refresh now. If HubSpot refuses the grant, reconnect the portal.":
    "Warten Sie darauf, oder wählen Sie „Jetzt erneuern“. Lehnt HubSpot die Freigabe ab, verbinden Sie das Portal neu.",
  "The revocation is pending": "Der Widerruf steht aus",
  "The revocation is pending and can be retried.":
    "Der Widerruf steht aus und lässt sich wiederholen.",
  "It was asked for and has not finished.": "Er wurde verlangt und ist nicht abgeschlossen.",
  "It was asked for and has not finished.|uninstall":
    "Sie wurde verlangt und ist nicht abgeschlossen.",
  "The tokens are no longer used here.": "Die Token werden hier nicht mehr verwendet.",
  "Asked for {when}.": "Verlangt: {when}.",
  "just now": "gerade eben",
  "Portico tries again by itself, or retry it now. Until HubSpot confirms it, the refresh token may still work there.":
    "Portico versucht es von selbst erneut, oder wiederholen Sie ihn jetzt. Bis HubSpot ihn bestätigt, kann das Refresh-Token dort noch gelten.",
  "HubSpot said: {said}.": "HubSpot sagte: {said}.",
  "The uninstall is pending": "Die Deinstallation steht aus",
  "Done: the app was removed from the account {when}. Missing: the proof that its refresh token is dead.":
    "Erledigt: Die App wurde aus dem Account entfernt ({when}). Es fehlt der Nachweis, dass ihr Refresh-Token nicht mehr gilt.",
  "Missing: the app is still installed in HubSpot, and its refresh token still works there.":
    "Offen: Die App ist in HubSpot noch installiert, und ihr Refresh-Token gilt dort noch.",
  "Resume the uninstall.": "Setzen Sie die Deinstallation fort.",
  "Resume the uninstall. If HubSpot keeps refusing, revoke the refresh token instead and ask an admin of the account to remove the app.":
    "Setzen Sie die Deinstallation fort. Lehnt HubSpot weiterhin ab, widerrufen Sie stattdessen das Refresh-Token und bitten Sie einen Admin des Accounts, die App zu entfernen.",
  "It was uninstalled from this console.": "Sie wurde von dieser Konsole aus deinstalliert.",
  "HubSpot's webhooks journal says that the account removed it.":
    "Laut HubSpots Webhooks-Journal hat der Account sie entfernt.",
  "HubSpot no longer accepted the grant when it was to be uninstalled from here.":
    "HubSpot nahm die Freigabe nicht mehr an, als sie von hier aus deinstalliert werden sollte.",
  "The refresh token was revoked. HubSpot confirms that it is dead.":
    "Das Refresh-Token wurde widerrufen. HubSpot bestätigt, dass es nicht mehr gilt.",

  "Portals with the tag {tag}": "Portale mit dem Schlagwort {tag}",
  "Looked up by": "Angesehen von",
  "People who change nothing, counted.": "Gezählt werden Personen, die nichts ändern.",
  "Once {when}": "Einmal, {when}",
  "{looks} times, last {when}": "{looks}-mal, zuletzt {when}",
  Notes: "Notizen",
  "For the team. The customer does not see them.": "Für das Team. Der Kunde sieht sie nicht.",
  "Show all {notes} notes": "Alle {notes} Notizen anzeigen",
  "edited {when}": "bearbeitet {when}",
  "Asked. Everybody who can reconnect it sees that on the overview.":
    "Die Bitte ist eingetragen. Alle, die das Portal neu verbinden können, sehen sie in der Übersicht.",
  "Answered.": "Beantwortet.",
  "Saved.": "Gespeichert.",
  "Deleted.": "Gelöscht.",
  "You asked for a reconnect {when}": "Sie haben {when} um eine Neuverbindung gebeten",
  "{who} asked for a reconnect {when}": "{who} hat {when} um eine Neuverbindung gebeten",
  "You asked for a reconnect {when}.": "Sie haben {when} um eine Neuverbindung gebeten.",
  "{who} asked for a reconnect {when}.": "{who} hat {when} um eine Neuverbindung gebeten.",
  "It is done": "Es ist erledigt",
  "Not needed": "Nicht nötig",
  "Owners and admins see it on the overview. What becomes of it shows here.":
    "Inhaber und Admins sehen die Bitte in der Übersicht. Was daraus wird, steht hier.",
  Somebody: "Jemand",
  "The portal has been reconnected": "Das Portal wurde neu verbunden",
  "The connection has been ended instead": "Die Verbindung wurde stattdessen beendet",
  "{who} answered: it is done": "{who} hat geantwortet: Es ist erledigt",
  "{who} answered: a reconnect is not needed":
    "{who} hat geantwortet: Eine Neuverbindung ist nicht nötig",

  "The last 30 days": "Die letzten 30 Tage",
  "Per day, in UTC. Reads are tokens handed out and calls through Portico; events are lines of the activity log, failures those of them that failed.":
    "Pro Tag, in UTC. Abrufe sind ausgegebene Token und Aufrufe über Portico; Ereignisse sind Zeilen des Protokolls, Fehlschläge die davon, die nicht gelungen sind.",
  Day: "Tag",
  Refreshes: "Erneuerungen",
  Failures: "Fehlschläge",
  Reads: "Abrufe",
  Events: "Ereignisse",
  "{day}: {n:number} refreshes": "{day}, Erneuerungen: {n:number}",
  "{day}: {n:number} failures": "{day}, Fehlschläge: {n:number}",
  "{day}: {n:number} reads": "{day}, Abrufe: {n:number}",
  "{day}: {n:number} events": "{day}, Ereignisse: {n:number}",
  "{day}: not counted": "{day}: nicht gezählt",

  "Services get access tokens with an API key. Each one that a person reveals is in the activity log.":
    "Dienste holen Zugriffstoken mit einem API-Schlüssel. Jedes, das sich eine Person anzeigen lässt, steht im Protokoll.",
  "Reason: {text}": "Grund: {text}",

  Timeline: "Verlauf",
  "All records": "Alle Einträge",
  "Nothing has happened here.": "Hier ist nichts geschehen.",
  "What happened to this portal": "Was mit diesem Portal geschah",
  Older: "Ältere",
  "Failed {count:number} times, then recovered after {lasted}": {
    one: "Einmal fehlgeschlagen, nach {lasted} wieder in Ordnung",
    other: "{count:number}-mal fehlgeschlagen, nach {lasted} wieder in Ordnung",
  },
  "Failed {n:number} times in a row": "{n:number}-mal hintereinander fehlgeschlagen",
  "Refreshed {n:number} times": "{n:number}-mal erneuert",
} satisfies Sentences;

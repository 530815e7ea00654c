import type { Sentences } from "../sentence";

/** The system page: backups, keys, workers, the chain of the log: what the server says. */
export const settingsSystem = {
  "Saved. The first one is written when the time comes.":
    "Gespeichert. Die erste wird zur gewählten Zeit geschrieben.",
  "No backup is written by itself any more. The files stay.":
    "Es wird von selbst keine Sicherung mehr geschrieben. Die Dateien bleiben.",
  "A worker writes it now.": "Ein Worker schreibt sie jetzt.",
  "It was tampered with.": "Es wurde manipuliert.",
  "All {lines} lines are intact.": "Alle {lines} Zeilen sind unversehrt.",
  "{id} is added. Keep a copy of the key file, then rotate.":
    "{id} ist hinzugefügt. Bewahren Sie eine Kopie der Schlüsseldatei auf, und wählen Sie dann „Rotieren“.",
  "A worker seals everything anew.": "Ein Worker versiegelt alles neu.",
  "{key} is removed.": "{key} ist entfernt.",
  "Good. You are asked again when a key is added.":
    "Gut. Sie werden wieder gefragt, wenn ein Schlüssel hinzukommt.",
  "Activity log": "Aktivitätsprotokoll",
  "Every line is chained to the one before. The whole chain is checked each night.":
    "Jede Zeile ist mit der vorigen verkettet. Die ganze Kette wird jede Nacht geprüft.",
  "Tampered with": "Manipuliert",
  Intact: "Unversehrt",
  "{count:number} lines": { one: "{count:number} Zeile", other: "{count:number} Zeilen" },
  "checked {when}": "geprüft {when}",
  "It was not checked yet. The first check comes a few minutes after the first start.":
    "Es wurde noch nicht geprüft. Die erste Prüfung folgt wenige Minuten nach dem ersten Start.",
  "At line {line}, {why}. Keep the database and the server's log as they are, and compare with a backup.":
    "Bei Zeile {line}: {why}. Lassen Sie die Datenbank und das Server-Log, wie sie sind, und vergleichen Sie mit einer Sicherung.",
  "Access tokens can be revealed on the pages of portals now.":
    "Zugriffstoken können jetzt auf den Seiten der Portale angezeigt werden.",
  "Access tokens are shown to nobody any more.": "Zugriffstoken werden niemandem mehr angezeigt.",
  "Access tokens on the screen": "Zugriffstoken auf dem Bildschirm",
  "Nobody needs to see one: programs get theirs with an API key.":
    "Niemand muss eines sehen: Programme holen ihres mit einem API-Schlüssel.",
  Allowed: "Erlaubt",
  "Not allowed": "Nicht erlaubt",
  "Owners, admins and roles that hold it may reveal a portal's access token for 30 seconds. Each says why, and it is in the activity log.":
    "Inhaber, Admins und Rollen mit dieser Berechtigung dürfen das Zugriffstoken eines Portals 30 Sekunden lang anzeigen lassen. Alle nennen einen Grund, und es steht im Protokoll.",
  "No page shows a token to anybody.": "Keine Seite zeigt irgendwem ein Token.",
  "Stop revealing tokens": "Anzeigen beenden",
  "Stop revealing access tokens?": "Das Anzeigen von Zugriffstoken beenden?",
  "The button is gone from every portal's page, and no token is given to a page any more.":
    "Die Schaltfläche verschwindet von den Seiten aller Portale, und keine Seite bekommt mehr ein Token.",
  "What somebody has seen or copied works until it expires, 30 minutes at most.":
    "Was jemand gesehen oder kopiert hat, gilt bis zu seinem Ablauf, höchstens 30 Minuten.",
  "Allow revealing tokens": "Anzeigen erlauben",
  "Allow people to reveal access tokens?": "Das Anzeigen von Zugriffstoken erlauben?",
  "Leave it off unless somebody has to find a fault by hand, and end it after that.":
    "Lassen Sie es aus, solange niemand von Hand einen Fehler suchen muss, und beenden Sie es danach wieder.",
  "Owners, admins and roles of yours that hold it get a button on each portal's page. Support never does.":
    "Inhaber, Admins und eigene Rollen mit dieser Berechtigung bekommen auf der Seite jedes Portals eine Schaltfläche. Der Support bekommt sie nie.",
  "A token that was seen can be copied and passed on, and nobody can call it back. It works until it expires, 30 minutes at most.":
    "Ein gesehenes Token lässt sich kopieren und weitergeben, und niemand kann es zurückholen. Es gilt bis zu seinem Ablauf, höchstens 30 Minuten.",
  "Each reveal needs a fresh confirmation and a reason, and is in the activity log before the token is shown.":
    "Jedes Anzeigen verlangt eine frische Bestätigung und einen Grund und steht im Protokoll, bevor das Token zu sehen ist.",
  "Refresh tokens, client secrets and keys are shown to nobody, as before.":
    "Refresh-Token, Client-Secrets und Schlüssel sieht wie bisher niemand.",
  "Last backup": "Letzte Sicherung",
  "One sealed file of everything, written while Portico runs and read back.":
    "Eine versiegelte Datei mit allem, im laufenden Betrieb geschrieben und zur Probe gelesen.",
  "The last one failed": "Die letzte ist fehlgeschlagen",
  "Stop daily backups": "Tägliche Sicherungen beenden",
  "Stop daily backups?": "Tägliche Sicherungen beenden?",
  "No backup is written by itself any more.":
    "Es wird von selbst keine Sicherung mehr geschrieben.",
  "The files that are there stay, and nothing removes them.":
    "Die vorhandenen Dateien bleiben, und nichts entfernt sie.",
  "By hand, to a passphrase or a key of yours:":
    "Von Hand, mit einer Passphrase oder einem eigenen Schlüssel:",
  "None was ever written. A lost disk would lose everything.":
    "Es wurde noch nie eine geschrieben. Mit der Festplatte ginge alles verloren.",
  Written: "Geschrieben",
  Size: "Größe",
  "Encryption keys": "Schlüssel",
  "In the file: whoever opens it has every token.":
    "In der Datei: Wer sie öffnet, hat jedes Token.",
  "Not in the file: it needs the key file beside it.":
    "Nicht in der Datei: Sie braucht die Schlüsseldatei daneben.",
  "By itself": "Automatisch",
  "Each day at {time} ({timeZone}), {keep:number} kept":
    "Jeden Tag um {time} ({timeZone}), {keep:number} werden aufbewahrt",
  "Not any more": "Nicht mehr",
  Folder: "Ordner",
  "On this server ({count:number})": "Auf diesem Server ({count:number})",
  "Copy command": "Befehl kopieren",
  "Kept in a file outside the database. Keep a copy of it where the backups are not.":
    "Sie liegen in einer Datei außerhalb der Datenbank. Bewahren Sie eine Kopie dort auf, wo die Sicherungen nicht sind.",
  "Kept in a variable or a vault. Keep a copy where the backups are not.":
    "Sie liegen in einer Variablen oder einem Tresor. Bewahren Sie eine Kopie dort auf, wo die Sicherungen nicht sind.",
  "Seals and opens": "Versiegelt und öffnet",
  Opens: "Öffnet",
  "stored values need it": "gespeicherte Werte brauchen ihn",
  "no stored value needs it": "kein gespeicherter Wert braucht ihn",
  "{count:number} values under it": {
    one: "{count:number} Wert damit versiegelt",
    other: "{count:number} Werte damit versiegelt",
  },
  "sealed {count:number} times": {
    one: "einmal versiegelt",
    other: "{count:number}-mal versiegelt",
  },
  "Sealing anew stopped": "Das Neuversiegeln ist stehen geblieben",
  "{count:number} were sealed anew.": "Neu versiegelt: {count:number}.",
  "Sealing everything anew": "Alles wird neu versiegelt",
  "{count:number} sealed anew so far.": "Bisher neu versiegelt: {count:number}.",
  "Add key": "Schlüssel hinzufügen",
  "Add an encryption key?": "Einen Schlüssel hinzufügen?",
  "It opens and does not seal yet, so that every server can have it first.":
    "Er öffnet und versiegelt noch nicht, damit ihn erst jeder Server bekommen kann.",
  "It goes into the key file of the server that does this. Servers on other machines need that file too.":
    "Er kommt in die Schlüsseldatei des Servers, der dies ausführt. Server auf anderen Rechnern brauchen diese Datei auch.",
  "Keep a copy of the file again.": "Bewahren Sie wieder eine Kopie der Datei auf.",
  "Seal everything under the newest key?": "Alles unter dem neuesten Schlüssel versiegeln?",
  "A worker does it while everything goes on. It may be interrupted and asked for again.":
    "Ein Worker erledigt das, während alles weiterläuft. Es darf unterbrochen und neu angestoßen werden.",
  "It waits until every server has the key, and says which one has not.":
    "Es wartet, bis jeder Server den Schlüssel hat, und sagt, welcher ihn nicht hat.",
  "Remove the key {id}?": "Den Schlüssel {id} entfernen?",
  "No stored value needs it. Backups from before do.":
    "Kein gespeicherter Wert braucht ihn. Frühere Sicherungen schon.",
  "It is put into the file removed-keys beside the key file of this server.":
    "Er kommt in die Datei removed-keys neben der Schlüsseldatei dieses Servers.",
  "Remove key": "Schlüssel entfernen",
  "An owner changes them here, or an operator in a shell:":
    "Ein Inhaber ändert sie hier, oder wer Portico betreibt, in einer Shell:",
  "Some values are still under another key than the first. Seal them anew:":
    "Einige Werte liegen noch unter einem anderen Schlüssel als dem ersten. Versiegeln Sie sie neu:",
  "Seal everything under the newest key, or take away one that nothing needs:":
    "Versiegeln Sie alles unter dem neuesten Schlüssel, oder nehmen Sie einen weg, den nichts braucht:",
  "System · Settings": "System · Einstellungen",
  "What runs, on what, and how it is.": "Was läuft, worauf, und wie es darum steht.",
  "Stored values cannot be read": "Gespeicherte Werte sind nicht lesbar",
  "Put the key back behind the others.": "Setzen Sie den Schlüssel wieder hinter die anderen.",
  "The encryption key has sealed very often": "Mit dem Schlüssel wurde sehr oft versiegelt",
  "The data folder cannot be written": "In den Datenordner kann nicht geschrieben werden",
  "No token is renewed here until it can: HubSpot's answer could not be kept safe.":
    "Bis das wieder geht, wird hier kein Token erneuert: Die Antwort von HubSpot ließe sich nicht sicher ablegen.",
  "The disk is nearly full": "Die Festplatte ist fast voll",
  "{free} of {total} are free.": "{free} von {total} sind frei.",
  "Nobody renews tokens": "Niemand erneuert Token",
  "Every server runs with PORTICO_WORKERS=off. Start a worker: npm run portico -- worker":
    "Jeder Server läuft mit PORTICO_WORKERS=off. Starten Sie einen Worker: npm run portico -- worker",
  "This server started": "Start dieses Servers",
  Database: "Datenbank",
  "{version}, in the data folder": "{version}, im Datenordner",
  "{version}, yours": "{version}, Ihre eigene",
  Migrations: "Migrationen",
  "{count:number} applied": "{count:number} angewandt",
  "Disk of the data folder": "Festplatte des Datenordners",
  "{free} free of {total}": "{free} frei von {total}",
  "Keep a copy of the encryption keys elsewhere":
    "Bewahren Sie eine Kopie der Schlüssel anderswo auf",
  "Download keys": "Schlüssel herunterladen",
  "I have stored it": "Ich habe sie verwahrt",
  "Is the copy where this machine and its backups are not?":
    "Liegt die Kopie weder auf diesem Rechner noch bei seinen Sicherungen?",
  "Without the keys nobody opens a stored token, and a backup brings back everything but those.":
    "Ohne die Schlüssel öffnet niemand ein gespeichertes Token, und eine Sicherung bringt alles zurück außer diesen.",
  "Whoever has the keys and the database, or a backup, has every token.":
    "Wer die Schlüssel und die Datenbank oder eine Sicherung hat, hat jedes Token.",
  "They are in a file on this machine alone. If it is lost, every portal has to be connected anew.":
    "Sie liegen in einer Datei nur auf diesem Rechner. Geht er verloren, muss jedes Portal neu verbunden werden.",
  "{count:number} webhooks": { one: "{count:number} Webhook", other: "{count:number} Webhooks" },
  "{count:number} messages": {
    one: "{count:number} Nachricht",
    other: "{count:number} Nachrichten",
  },
  "{count:number} notes of new browsers": {
    one: "{count:number} Hinweis auf einen neuen Browser",
    other: "{count:number} Hinweise auf neue Browser",
  },
  "{count:number} bulk actions": {
    one: "{count:number} Sammelaktion",
    other: "{count:number} Sammelaktionen",
  },
  "{count:number} backups": {
    one: "{count:number} Sicherung",
    other: "{count:number} Sicherungen",
  },
  "{count:number} key rotation": {
    one: "{count:number} Schlüsselrotation",
    other: "{count:number} Schlüsselrotationen",
  },
  "Answers and works": "Anfragen und Aufgaben",
  "Answers only": "Nur Anfragen",
  "Works only": "Nur Aufgaben",
  "The queue cannot be reached": "Die Warteschlange ist nicht erreichbar",
  Workers: "Worker",
  "Servers and workers over this database that were heard of in the last half minute.":
    "Server und Worker an dieser Datenbank, die sich in der letzten halben Minute gemeldet haben.",
  "Refreshes due now": "Jetzt fällige Erneuerungen",
  "Due within the hour": "Fällig binnen einer Stunde",
  "Answers of HubSpot on this disk": "Antworten von HubSpot auf dieser Festplatte",
  "None waits": "Keine wartet",
  "{count:number} wait": { one: "{count:number} wartet", other: "{count:number} warten" },
  "Jobs that wait or run": "Aufgaben, die warten oder laufen",
  "Apps that HubSpot fails": "Apps mit Ausfällen bei HubSpot",
  "None: HubSpot answers for every app": "Keine: HubSpot antwortet für alle Apps",
  "is tried again {when}": "nächster Versuch {when}",
  "None yet: a server tells of itself a few seconds after its start.":
    "Noch keiner: Ein Server meldet sich wenige Sekunden nach seinem Start.",
  "Started {when}": "Gestartet {when}",
} satisfies Sentences;

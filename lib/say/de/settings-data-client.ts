import type { Sentences } from "../sentence";

/** API keys, stored data, public pages: what is said in the browser too. */
export const settingsDataClient = {
  "in 30 days": "in 30 Tagen",
  "in 90 days": "in 90 Tagen",
  "in a year": "in einem Jahr",
  "The service that will use it.": "Der Dienst, der ihn verwenden wird.",
  Expires: "Läuft ab",
  Permissions: "Berechtigungen",
  "None chosen: every app, also those added later.":
    "Nichts gewählt: alle Apps, auch später hinzukommende.",
  "Hub IDs": "Hub-IDs",
  "Empty: every portal.": "Leer: alle Portale.",
  "Create API key": "API-Schlüssel anlegen",
  "API key": "API-Schlüssel",
  "The key for {name}": "Der Schlüssel für {name}",
  "Copy key": "Schlüssel kopieren",
  "copy it to where the service keeps its secrets.":
    "Kopieren Sie ihn dorthin, wo der Dienst seine Secrets aufbewahrt.",
  "Not at all": "Gar nicht",
  "1 hour": "1 Stunde",
  "24 hours": "24 Stunden",
  "7 days": "7 Tage",
  Rotate: "Rotieren",
  "Rotate the key for {name}": "Den Schlüssel für {name} rotieren",
  "The service gets a new key. Its permissions, its limits and its end stay as they are.":
    "Der Dienst bekommt einen neuen Schlüssel. Berechtigungen, Grenzen und Ablauf bleiben, wie sie sind.",
  "The new key": "Der neue Schlüssel",
  "The old key works on for": "Der alte Schlüssel gilt weiter",
  "Long enough to give the new key to every place that uses the old one. The key before the old one ends now.":
    "Lange genug, um den neuen Schlüssel überall einzutragen, wo der alte benutzt wird. Der Schlüssel vor dem alten endet jetzt.",
  "Long enough to give the new key to every place that uses the old one.":
    "Lange genug, um den neuen Schlüssel überall einzutragen, wo der alte benutzt wird.",
  Close: "Schließen",
  Cancel: "Abbrechen",
  "Rotate key": "Schlüssel rotieren",
  "copy it to where the service keeps its secrets. The old key no longer works.":
    "Kopieren Sie ihn dorthin, wo der Dienst seine Secrets aufbewahrt. Der alte Schlüssel gilt nicht mehr.",
  "copy it to where the service keeps its secrets. The old key works for {time} more, until {when}.":
    "Kopieren Sie ihn dorthin, wo der Dienst seine Secrets aufbewahrt. Der alte Schlüssel gilt noch {time}, bis {when}.",
  "{count:number} hours": { one: "{count:number} Stunde", other: "{count:number} Stunden" },
  "E-mail address or Hub ID": "E-Mail-Adresse oder Hub-ID",
  "Look up": "Suchen",
  connections: "Verbindungen",
  "portals they connected": "Portale, die diese Person verbunden hat",
  "Nothing is kept about {about}.": "Über {about} ist nichts gespeichert.",
  "Connected through {apps}. Revoke it or uninstall the app before it can be erased.":
    "Verbunden über {apps}. Bevor gelöscht werden kann, muss die Verbindung widerrufen oder die App deinstalliert sein.",
  "Download everything": "Alles herunterladen",
  Erase: "Löschen",
  "Erase everything about {about}?": "Alles über {about} löschen?",
  "The portal goes with its connections, grants and history of use.":
    "Das Portal wird mitsamt seinen Verbindungen, Freigaben und seinem Nutzungsverlauf gelöscht.",
  "Who they are goes from their grants. The connections stay and go on.":
    "Die Angaben zur Person werden aus ihren Freigaben gelöscht. Die Verbindungen bleiben und laufen weiter.",
  "The activity log keeps what was done, without who or where; the chain stays provable.":
    "Das Protokoll bewahrt, was getan wurde, aber nicht, von wem und von wo; die Kette bleibt nachweisbar.",
  "Backups that were written before still hold it. Delete them when they must not.":
    "Ältere Sicherungen enthalten es noch. Löschen Sie sie, wenn das nicht sein darf.",
  "It cannot be taken back. Download it first when somebody may ask for it.":
    "Das lässt sich nicht zurücknehmen. Laden Sie es vorher herunter, falls jemand danach fragen könnte.",
  "Type the Hub ID to confirm": "Geben Sie zur Bestätigung die Hub-ID ein",
  "Type the address to confirm": "Geben Sie zur Bestätigung die Adresse ein",
  "In days; 0 keeps it for good.": "In Tagen; mit 0 bleibt es für immer.",
  Colour: "Farbe",
  "Of buttons and links, such as #0a7c66. It is made lighter or darker where it could not be seen, and words on it are black or white.":
    "Von Schaltflächen und Links, etwa #0a7c66. Sie wird heller oder dunkler, wo sie nicht zu sehen wäre, und Text darauf ist schwarz oder weiß.",
  "Pick a colour": "Farbe auswählen",
  Logo: "Logo",
  "PNG, JPEG or WebP, at most 256 KB and 2000 × 2000 pixels. No SVG: it can hold programs. What else is in the file, such as where a photo was taken, is left out.":
    "PNG, JPEG oder WebP, höchstens 256 KB und 2000 × 2000 Pixel. Kein SVG: Es kann Programme enthalten. Was sonst in der Datei steht, etwa wo ein Foto entstanden ist, wird weggelassen.",
  "Show no logo": "Kein Logo anzeigen",
  "In light": "Hell",
  "In dark": "Dunkel",
  "Your company": "Ihr Unternehmen",
  "Company name": "Name des Unternehmens",
  "Also the end of each page's title. Without one, pages name the app alone.":
    "Er steht auch am Ende jedes Seitentitels. Ohne ihn nennen die Seiten nur die App.",
  Contact: "Kontakt",
  "Whom customers ask when something fails: a mail address, or a page that begins with https://.":
    "Wen Kunden fragen, wenn etwas nicht klappt: eine E-Mail-Adresse oder eine Seite, die mit https:// beginnt.",
  Languages: "Sprachen",
  "A browser gets its own language where it is offered. Customers can change it at the foot of each page.":
    "Ein Browser bekommt seine eigene Sprache, wo es sie gibt. Kunden können sie unten auf jeder Seite ändern.",
  Preview: "Vorschau",
  "The install page, as it would look once saved.":
    "Die Installationsseite, wie sie nach dem Speichern aussähe.",
  "Back up now": "Jetzt sichern",
  "A worker is writing it.": "Ein Worker schreibt sie gerade.",
  "Check now": "Jetzt prüfen",
  "Each day at": "Jeden Tag um",
  "In {timeZone}.": "In {timeZone}.",
  "Files that are kept": "Aufbewahrte Dateien",
  "Age public key": "Öffentlicher age-Schlüssel",
  "Backups are sealed to it. Whoever has its secret key can open them; Portico does not keep that.":
    "Sicherungen werden für ihn versiegelt. Wer den geheimen Schlüssel dazu hat, kann sie öffnen; Portico behält ihn nicht.",
  "Secret key of the backups": "Geheimer Schlüssel der Sicherungen",
  "A new pair of keys": "Ein neues Schlüsselpaar",
  "Copy secret key": "Geheimen Schlüssel kopieren",
  "put it into a file where neither this machine nor the backups are. Without it no backup can be opened. Then save the schedule.":
    "Legen Sie ihn in eine Datei, die weder auf diesem Rechner noch bei den Sicherungen liegt. Ohne ihn lässt sich keine Sicherung öffnen. Speichern Sie dann den Zeitplan.",
  "Save schedule": "Zeitplan speichern",
  "Start daily backups": "Tägliche Sicherungen beginnen",
  "Make a key pair": "Schlüsselpaar erzeugen",
} satisfies Sentences;

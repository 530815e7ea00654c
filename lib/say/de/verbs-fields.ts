import type { Sentences } from "../sentence";

/** What is wrong with a field: what schemas and verbs say. */
export const verbsFields = {
  "This holds an invisible character that cannot be stored. Type it again.":
    "Hier steht ein unsichtbares Zeichen, das nicht gespeichert werden kann. Geben Sie es noch einmal ein.",
  "This holds an invisible character. Type it again.":
    "Hier steht ein unsichtbares Zeichen. Geben Sie es noch einmal ein.",
  "Remove the control characters.": "Entfernen Sie die Steuerzeichen.",
  "Remove the line breaks and control characters.":
    "Entfernen Sie die Zeilenumbrüche und Steuerzeichen.",
  "Enter a name.": "Geben Sie einen Namen ein.",
  "Enter your name.": "Geben Sie Ihren Namen ein.",
  "Enter a password.": "Geben Sie ein Passwort ein.",
  "Enter your password.": "Geben Sie Ihr Passwort ein.",
  "Enter a code.": "Geben Sie einen Code ein.",
  "That is no code.": "Das ist kein Code.",
  "This code is not right. Is the clock of the phone right?":
    "Dieser Code stimmt nicht. Geht die Uhr des Telefons richtig?",
  "This code is not right, or was used already.":
    "Dieser Code stimmt nicht oder wurde schon verwendet.",
  "Say why, in at least 3 characters.": "Nennen Sie einen Grund, mit mindestens 3 Zeichen.",
  "Use at most 40 characters.": "Höchstens 40 Zeichen.",
  "Use at most 60 characters.": "Höchstens 60 Zeichen.",
  "Use at most 80 characters.": "Höchstens 80 Zeichen.",
  "Use at most 100 characters.": "Höchstens 100 Zeichen.",
  "Use at most 200 characters.": "Höchstens 200 Zeichen.",
  "Use at most 254 characters.": "Höchstens 254 Zeichen.",
  "Use at most 500 characters.": "Höchstens 500 Zeichen.",
  "Use at most 2,000 characters.": "Höchstens 2.000 Zeichen.",
  "Use at most 4,000 characters.": "Höchstens 4.000 Zeichen.",
  "Enter at most 60 characters.": "Geben Sie höchstens 60 Zeichen ein.",
  "Enter at most 80 characters.": "Geben Sie höchstens 80 Zeichen ein.",
  "Enter at most 200 characters.": "Geben Sie höchstens 200 Zeichen ein.",
  "Enter an email address, for example ada@example.com.":
    "Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.",
  "Enter the setup token from the output of npm start.":
    "Geben Sie das Einrichtungstoken aus der Ausgabe von npm start ein.",
  "The link is incomplete.": "Der Link ist unvollständig.",
  "A person with this email address already exists.":
    "Eine Person mit dieser E-Mail-Adresse gibt es schon.",
  "Choose one of the languages.": "Wählen Sie eine der Sprachen.",
  "Choose one of the time zones.": "Wählen Sie eine der Zeitzonen.",
  "Choose a role.": "Wählen Sie eine Rolle.",
  "Choose every app, or some.": "Wählen Sie alle Apps oder einige.",
  "Choose at least one app, or every app.": "Wählen Sie mindestens eine App oder alle Apps.",
  "An owner sees every app. Choose another role, or every app.":
    "Ein Inhaber sieht alle Apps. Wählen Sie eine andere Rolle oder alle Apps.",
  "One of these apps was deleted meanwhile. Reload the page and choose again.":
    "Eine dieser Apps wurde inzwischen gelöscht. Laden Sie die Seite neu, und wählen Sie noch einmal.",
  "This role was deleted meanwhile. Reload the page and choose again.":
    "Diese Rolle wurde inzwischen gelöscht. Laden Sie die Seite neu, und wählen Sie noch einmal.",
  "Choose from the list. What is the owner's alone no other role can hold.":
    "Wählen Sie aus der Liste. Was dem Inhaber vorbehalten ist, kann keine andere Rolle enthalten.",
  "A built-in role is called so. Choose another name.":
    "So heißt eine mitgelieferte Rolle. Wählen Sie einen anderen Namen.",
  "Another role is called so. Choose another name.":
    "So heißt eine andere Rolle. Wählen Sie einen anderen Namen.",
  "There are {most:number} roles already. Delete one that nobody has.":
    "Es gibt schon {most:number} Rollen. Löschen Sie eine, die niemand hat.",
  "{names} and {more:number} more: give them another role first.":
    "{names} und {more:number} weitere: Geben Sie ihnen zuerst eine andere Rolle.",
  "{names}: give them another role first.": "{names}: Geben Sie ihnen zuerst eine andere Rolle.",
  "{email} (invited)": "{email} (eingeladen)",
  "Give it a name, for example the phone it is on.":
    "Geben Sie einen Namen ein, zum Beispiel den des Telefons.",
  "Give it a name, for example the device it is on.":
    "Geben Sie einen Namen ein, zum Beispiel den des Geräts.",
  "Have at most {most:number}. Remove one first.":
    "Höchstens {most:number} sind möglich. Entfernen Sie zuerst einen.",
  "The browser sent no passkey. Try again.":
    "Der Browser hat keinen Passkey gesendet. Versuchen Sie es noch einmal.",
  "Enter a number of days.": "Geben Sie eine Anzahl von Tagen ein.",
  "Enter whole days.": "Geben Sie ganze Tage ein.",
  "Enter 0 or more.": "Geben Sie 0 oder mehr ein.",
  "Enter at most 90 days.": "Geben Sie höchstens 90 Tage ein.",
  "Enter at most 3650 days.": "Geben Sie höchstens 3650 Tage ein.",
  "Enter at least 1 days, or 0 to keep it.":
    "Geben Sie mindestens 1 Tag ein, oder 0, um es zu behalten.",
  "Enter at least 2 days, or 0 to keep it.":
    "Geben Sie mindestens 2 Tage ein, oder 0, um es zu behalten.",
  "Enter at least 7 days, or 0 to keep it.":
    "Geben Sie mindestens 7 Tage ein, oder 0, um es zu behalten.",
  "Enter at least 30 days, or 0 to keep it.":
    "Geben Sie mindestens 30 Tage ein, oder 0, um es zu behalten.",
  "Enter at least 365 days, or 0 to keep it.":
    "Geben Sie mindestens 365 Tage ein, oder 0, um es zu behalten.",
  "Name a value for one role at least, or leave the claim empty.":
    "Nennen Sie für mindestens eine Rolle einen Wert, oder lassen Sie den Claim leer.",
  "Without an identity provider nobody could sign in.":
    "Ohne Identitätsanbieter könnte sich niemand anmelden.",
  "Choose an owner who has a password: they come in when the provider does not answer.":
    "Wählen Sie einen Inhaber, der ein Passwort hat: Er kommt herein, wenn der Anbieter nicht antwortet.",
  "Enter the installer's e-mail address, or a Hub ID.":
    "Geben Sie die E-Mail-Adresse der Person ein, die installiert hat, oder eine Hub-ID.",
  "Nothing is kept about this any more.": "Darüber wird nichts mehr aufbewahrt.",
  "The connection through {app} is not ended. Revoke it or uninstall the app first, so that nothing of it is left at HubSpot.":
    "Die Verbindung über {app} ist nicht beendet. Widerrufen Sie sie, oder deinstallieren Sie zuerst die App, damit bei HubSpot nichts davon bleibt.",
  "Enter a colour such as #0a7c66.": "Geben Sie eine Farbe wie #0a7c66 ein.",
  "Offer one language at least.": "Bieten Sie mindestens eine Sprache an.",
  "Choose a file.": "Wählen Sie eine Datei.",
  "Enter a mail address such as help@example.com, or an address that begins with https://.":
    "Geben Sie eine E-Mail-Adresse wie help@example.com ein oder eine Adresse, die mit https:// beginnt.",
  "The picture has {width} × {height} pixels. Make it {most} × {most} or smaller.":
    "Das Bild hat {width} × {height} Pixel. Verkleinern Sie es auf höchstens {most} × {most}.",
  "The picture is damaged or incomplete. Open it in a picture program and export it once more.":
    "Das Bild ist beschädigt oder unvollständig. Öffnen Sie es in einem Bildprogramm, und exportieren Sie es noch einmal.",
  "The picture is animated. Export one still picture.":
    "Das Bild ist animiert. Exportieren Sie ein stehendes Bild.",
  "The file is larger than {most:number} KB. Export the picture smaller.":
    "Die Datei ist größer als {most:number} KB. Exportieren Sie das Bild kleiner.",
  "An SVG can hold programs that would run on your customers' screens, so it is not taken. Export it as PNG.":
    "Ein SVG kann Programme enthalten, die bei Ihren Kunden laufen würden, darum wird es nicht angenommen. Exportieren Sie es als PNG.",
  "This is not a PNG, JPEG or WebP picture, whatever its name says.":
    "Das ist kein Bild in PNG, JPEG oder WebP, auch wenn der Dateiname das sagt.",
  "Enter a time like 03:30.": "Geben Sie eine Zeit wie 03:30 ein.",
  "Enter how many files are kept.": "Geben Sie ein, wie viele Dateien behalten werden.",
  "Enter a whole number.": "Geben Sie eine ganze Zahl ein.",
  "Keep at least one.": "Behalten Sie mindestens eine.",
  "Keep at most 365.": "Behalten Sie höchstens 365.",
  "That is no age public key. They begin with age1.":
    "Das ist kein öffentlicher age-Schlüssel. Sie beginnen mit age1.",
  "There is no key {id}. See: portico keys status.":
    "Es gibt keinen Schlüssel {id}. Siehe: portico keys status.",
  "New values are sealed under {id}. Add another key and rotate to it first.":
    "Neue Werte werden unter {id} versiegelt. Fügen Sie zuerst einen anderen Schlüssel hinzu, und wechseln Sie zu ihm.",
  "{count:number} values are still sealed under {id}. Seal them anew first: portico keys rotate.": {
    one: "{count:number} Wert ist noch unter {id} versiegelt. Versiegeln Sie ihn zuerst neu: portico keys rotate.",
    other:
      "{count:number} Werte sind noch unter {id} versiegelt. Versiegeln Sie sie zuerst neu: portico keys rotate.",
  },
  "There is only the key {id}. Add another first: portico keys add.":
    "Es gibt nur den Schlüssel {id}. Fügen Sie zuerst einen anderen hinzu: portico keys add.",
  "The key {id} has sealed {count:number} times, {share:number} % of what one key may (2^32). Add a key and rotate to it.":
    "Mit dem Schlüssel {id} wurde {count:number}-mal versiegelt, {share:number} % dessen, was mit einem Schlüssel zulässig ist (2^32). Fügen Sie einen Schlüssel hinzu, und wechseln Sie zu ihm.",
  "the key {id} is not loaded": "der Schlüssel {id} ist nicht geladen",
  "{id} is not the first key": "{id} ist nicht der erste Schlüssel",
  "{id} is still the first key": "{id} ist noch der erste Schlüssel",
  "{servers}: {wanted} there. Bring its key file up to date (or restart it, where the keys come from a variable), then do this again. Nothing is lost; what was done stays done.":
    "{servers}: Dort gilt: {wanted}. Bringen Sie die Schlüsseldatei dort auf den neuesten Stand (oder starten Sie neu, wo die Schlüssel aus einer Variable kommen), und tun Sie es dann noch einmal. Nichts ist verloren; was getan ist, bleibt getan.",
  "The keys come from the variable PORTICO_ENCRYPTION_KEYS, which Portico cannot change. Change it yourself (a new key behind the others, later in front of them, at last without the old one), and restart every server each time; rotate then seals everything under the first.":
    "Die Schlüssel kommen aus der Variable PORTICO_ENCRYPTION_KEYS, die Portico nicht ändern kann. Ändern Sie sie selbst (ein neuer Schlüssel hinter den anderen, später vor ihnen, zuletzt ohne den alten), und starten Sie jedes Mal jeden Server neu; rotate versiegelt dann alles unter dem ersten.",
} satisfies Sentences;

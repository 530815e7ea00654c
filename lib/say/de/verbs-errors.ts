import type { Sentences } from "../sentence";

/** Why something was not done, whoever asked. */
export const verbsErrors = {
  "Please correct the marked fields.": "Bitte korrigieren Sie die markierten Felder.",
  "Portico cannot reach its database just now, so it does not know whether this was done. Wait a moment, reload the page, and look before you try again.":
    "Portico erreicht gerade seine Datenbank nicht und weiß darum nicht, ob das ausgeführt wurde. Warten Sie einen Moment, laden Sie die Seite neu, und sehen Sie nach, bevor Sie es noch einmal versuchen.",
  "All connections to Portico's database are in use just now. Wait a moment, reload the page, and look before you try again.":
    "Alle Verbindungen zu Porticos Datenbank sind gerade belegt. Warten Sie einen Moment, laden Sie die Seite neu, und sehen Sie nach, bevor Sie es noch einmal versuchen.",
  "Portico's database takes no changes just now: it is read-only. Whoever runs this server makes it writable again; the page shows how things stand now.":
    "Porticos Datenbank nimmt gerade keine Änderungen an: Sie ist schreibgeschützt. Wer diesen Server betreibt, muss sie wieder beschreibbar machen; die Seite zeigt den aktuellen Stand.",
  "Portico's database has no disk space or memory left to store this. Whoever runs this server frees some; the page shows how things stand now.":
    "Porticos Datenbank hat keinen Speicher mehr, um das abzulegen. Wer diesen Server betreibt, muss Platz schaffen; die Seite zeigt den aktuellen Stand.",
  "Portico could not finish this. The page shows how things stand now; the server log has the details.":
    "Portico konnte das nicht abschließen. Die Seite zeigt den aktuellen Stand; die Einzelheiten stehen im Server-Log.",
  "Access tokens are shown to nobody here. An owner can allow it under Settings, System.":
    "Zugriffstoken werden hier niemandem angezeigt. Ein Inhaber kann es unter „Einstellungen“, „System“ erlauben.",
  "HubSpot refuses this app's client ID or secret. Correct them on the app's page, then try again.":
    "HubSpot lehnt die Client-ID oder das Client-Secret dieser App ab. Korrigieren Sie sie auf der Seite der App, und versuchen Sie es dann noch einmal.",
  "Portico holds grants of this app that it is not done with: it gives some back to HubSpot, or an import is under way. Wait a minute, or cancel the import, then delete the app.":
    "Portico hat noch Freigaben dieser App in Arbeit: Es gibt welche an HubSpot zurück, oder ein Import läuft. Warten Sie eine Minute, oder brechen Sie den Import ab, und löschen Sie dann die App.",
  "This app still has connected portals. Revoke them first, then delete the app.":
    "Diese App hat noch verbundene Portale. Widerrufen Sie diese zuerst, und löschen Sie dann die App.",
  "This connection attempt took longer than 10 minutes. Start again from Connect portal.":
    "Dieser Verbindungsversuch hat länger als 10 Minuten gedauert. Beginnen Sie mit „Portal verbinden“ von vorn.",
  "This connection attempt was started in another browser. Finish it there, or start again here.":
    "Dieser Verbindungsversuch wurde in einem anderen Browser begonnen. Schließen Sie ihn dort ab, oder beginnen Sie hier von vorn.",
  "This connection attempt was started by somebody else. Start your own from Connect portal.":
    "Diesen Verbindungsversuch hat jemand anderes begonnen. Beginnen Sie mit „Portal verbinden“ einen eigenen.",
  "Portico did not start this connection attempt. Start again from Connect portal.":
    "Portico hat diesen Verbindungsversuch nicht begonnen. Beginnen Sie mit „Portal verbinden“ von vorn.",
  "Another app here already uses this client ID. Open that app instead of adding it twice.":
    "Eine andere App hier hat diese Client-ID schon. Öffnen Sie jene App, statt sie zweimal hinzuzufügen.",
  "Portico is not configured correctly. The server log names the setting and the fix.":
    "Portico ist nicht richtig eingestellt. Das Server-Log nennt die Einstellung und die Abhilfe.",
  "Confirm that it is you: it is more than 10 minutes since you last did.":
    "Bestätigen Sie, dass Sie es sind: Das letzte Mal ist mehr als 10 Minuten her.",
  "Somebody else changed this in the meantime. Reload the page and try again.":
    "Jemand anderes hat das inzwischen geändert. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  "The request did not come from this console, so it was refused. Open Portico at its own address and try again.":
    "Die Anfrage kam nicht von dieser Konsole und wurde darum abgelehnt. Öffnen Sie Portico unter seiner eigenen Adresse, und versuchen Sie es noch einmal.",
  "A person with this email address already exists. They can sign in; an owner or admin can make them a reset link.":
    "Eine Person mit dieser E-Mail-Adresse gibt es schon. Sie kann sich anmelden; ein Inhaber oder Admin kann ihr einen Link zum Zurücksetzen erstellen.",
  "The code is not right, or was used already. Wait for the next one and type that.":
    "Der Code stimmt nicht oder wurde schon verwendet. Warten Sie auf den nächsten, und geben Sie den ein.",
  "Your role does not allow this. Ask an owner or admin of this console.":
    "Ihre Rolle erlaubt das nicht. Fragen Sie einen Inhaber oder Admin dieser Konsole.",
  "HubSpot no longer accepts this connection. Usually the app was uninstalled or access was removed in HubSpot. Reconnect the portal.":
    "HubSpot nimmt diese Verbindung nicht mehr an. Meist wurde die App deinstalliert oder der Zugriff in HubSpot entzogen. Verbinden Sie das Portal neu.",
  "A current connection lives on this refresh token, so it was not revoked. Use Revoke refresh token to end that connection.":
    "Eine aktuelle Verbindung beruht auf diesem Refresh-Token, darum wurde es nicht widerrufen. Mit „Refresh-Token widerrufen“ beenden Sie jene Verbindung.",
  "HubSpot refused the request for a reason Portico does not know. Nothing was changed.":
    "HubSpot hat die Anfrage aus einem Grund abgelehnt, den Portico nicht kennt. Es wurde nichts geändert.",
  "HubSpot did not answer properly. Portico keeps the connection and asks again. Try again in a moment.":
    "HubSpot hat nicht richtig geantwortet. Portico behält die Verbindung und fragt wieder. Versuchen Sie es gleich noch einmal.",
  "This link is no longer valid: it was used or withdrawn, it is too old, or what it was made for has changed. Ask an owner or admin of this console for a new one.":
    "Dieser Link gilt nicht mehr: Er wurde benutzt oder zurückgezogen, er ist zu alt, oder das, wofür er erstellt wurde, hat sich geändert. Bitten Sie einen Inhaber oder Admin dieser Konsole um einen neuen.",
  "This is the last active owner. Make somebody else an owner first.":
    "Das ist der letzte aktive Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.",
  "Passwords and passkeys are switched off here. Sign in through your identity provider.":
    "Passwörter und Passkeys sind hier abgeschaltet. Melden Sie sich über Ihren Identitätsanbieter an.",
  "There is nothing here, or it has been removed.": "Hier gibt es nichts, oder es wurde entfernt.",
  "A server of an earlier version still runs over this database. It does not know own roles and limits to apps, and would give this person too much. Upgrade every server first, then try again.":
    "Ein Server einer früheren Version läuft noch mit dieser Datenbank. Er kennt eigene Rollen und die Beschränkung auf Apps nicht und würde dieser Person zu viel erlauben. Aktualisieren Sie zuerst jeden Server, und versuchen Sie es dann noch einmal.",
  "This passkey was not accepted. Try again, or sign in another way.":
    "Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
  "This person is disabled. Enable them first, then make the link.":
    "Diese Person ist gesperrt. Entsperren Sie sie zuerst, und erstellen Sie dann den Link.",
  "This portal has no live connection. Reconnect it first.":
    "Dieses Portal hat keine aktive Verbindung. Verbinden Sie es zuerst neu.",
  "The identity provider did not answer. Try again in a moment.":
    "Der Identitätsanbieter hat nicht geantwortet. Versuchen Sie es gleich noch einmal.",
  "Too many tries. Wait a moment, then try again.":
    "Zu viele Versuche. Warten Sie einen Moment, und versuchen Sie es dann noch einmal.",
  "The refresh token of this portal is being revoked, so it is no longer used.":
    "Das Refresh-Token dieses Portals wird gerade widerrufen und darum nicht mehr verwendet.",
  "Stored credentials cannot be read with the current encryption keys. See Troubleshooting in the README.":
    "Gespeicherte Zugangsdaten können mit den aktuellen Schlüsseln nicht gelesen werden. Siehe „Troubleshooting“ in der README.",
  "Setup is complete.": "Die Einrichtung ist abgeschlossen.",
  "This setup token is not right. Copy it from the output of npm start.":
    "Dieses Einrichtungstoken stimmt nicht. Kopieren Sie es aus der Ausgabe von npm start.",
  "Email or password is not right.": "E-Mail oder Passwort stimmt nicht.",
  "Portico cannot write to its data folder, so HubSpot was not asked: its answer could not have been kept safe. Free space there, or make the folder writable, then try again.":
    "Portico kann nicht in seinen Datenordner schreiben, darum wurde HubSpot nicht gefragt: Die Antwort hätte nicht sicher verwahrt werden können. Schaffen Sie dort Platz, oder machen Sie den Ordner beschreibbar, und versuchen Sie es dann noch einmal.",
  "Your identity provider let you through, and this console did not.":
    "Ihr Identitätsanbieter hat Sie durchgelassen, diese Konsole nicht.",
  "You are signed out. Sign in to go on.":
    "Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.",
  "The app is being uninstalled from this portal. Resume the uninstall to finish it.":
    "Die App wird gerade aus diesem Portal deinstalliert. Setzen Sie die Deinstallation fort, um sie abzuschließen.",
  "Choose another password.": "Wählen Sie ein anderes Passwort.",
  "The current password is not right.": "Das aktuelle Passwort stimmt nicht.",
  "Use at least 15 characters. A few unrelated words make a good password.":
    "Verwenden Sie mindestens 15 Zeichen. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.",
  "Use at most 256 characters.": "Höchstens 256 Zeichen.",
  "This password is easy to guess: it is little more than your name or address, your company or this product. A few unrelated words make a good password.":
    "Dieses Passwort ist leicht zu erraten: Es ist wenig mehr als Ihr Name oder Ihre Adresse, Ihre Firma oder dieses Produkt. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.",
  "This password is known from data breaches, so it is among the first to be tried. A few unrelated words make a good password.":
    "Dieses Passwort ist aus Datenlecks bekannt und wird darum als eines der ersten probiert. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.",
  "This password is one known from data breaches with digits or signs around it. A few unrelated words make a good password.":
    "Dieses Passwort ist eines aus Datenlecks mit Ziffern oder Zeichen drum herum. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.",
  "This password is made of one or two that are known from data breaches. A few unrelated words make a good password.":
    "Dieses Passwort besteht aus einem oder zweien, die aus Datenlecks bekannt sind. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.",
  "This password is easy to guess: it is common, repeats itself or is made of your own details. Choose another one.":
    "Dieses Passwort ist leicht zu erraten: Es ist gängig, wiederholt sich oder besteht aus Ihren eigenen Angaben. Wählen Sie ein anderes.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** What forms say, whoever asks who is there, and pages that could not be shown. */
export const shellClientForms = {
  "Confirm that it is you.": "Bestätigen Sie, dass Sie es sind.",
  "Leave without saving?": "Ohne Speichern verlassen?",
  "What you changed in this form is not saved yet. If you leave, it is gone.":
    "Ihre Änderungen in diesem Formular sind noch nicht gespeichert. Wenn Sie die Seite verlassen, gehen sie verloren.",
  "Stay here": "Hierbleiben",
  "Leave without saving": "Ohne Speichern verlassen",
  "The server did not answer. Try again.":
    "Der Server hat nicht geantwortet. Versuchen Sie es noch einmal.",
  "This device has a passkey for this account already.":
    "Dieses Gerät hat schon einen Passkey für dieses Konto.",
  "No passkey was chosen, or it took too long. Try again.":
    "Es wurde kein Passkey gewählt, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.",
  "This browser has no passkeys. Sign in another way, or use another browser.":
    "Dieser Browser kennt keine Passkeys. Melden Sie sich anders an, oder verwenden Sie einen anderen Browser.",
  "The browser could not use a passkey here. Try again.":
    "Der Browser konnte hier keinen Passkey verwenden. Versuchen Sie es noch einmal.",
  "At least 15 characters. A few unrelated words make a good password; common ones and your own details are refused.":
    "Mindestens 15 Zeichen. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort; häufige und Ihre eigenen Angaben werden abgelehnt.",
  "Saved.": "Gespeichert.",
  "Not saved yet": "Noch nicht gespeichert",
  Saving: "Wird gespeichert",
  "Sign in once more through your identity provider, in a new window. Then come back and go on.":
    "Melden Sie sich in einem neuen Fenster noch einmal über Ihren Identitätsanbieter an. Kommen Sie dann zurück, und machen Sie weiter.",
  "Open a window to sign in": "Anmeldefenster öffnen",
  "I have signed in again": "Ich habe mich erneut angemeldet",
  "Use a passkey": "Passkey verwenden",
  Code: "Code",
  "Six digits from your authenticator app.": "Sechs Ziffern aus Ihrer Authenticator-App.",
  "Your password": "Ihr Passwort",
  Confirm: "Bestätigen",
  "Use your password": "Passwort verwenden",
  "Use a code of your authenticator app": "Code der Authenticator-App verwenden",
  "Sign in once more": "Noch einmal anmelden",
  "Confirm that it is you": "Bestätigen, dass Sie es sind",
  "This needs more than an open browser. For ten minutes you will not be asked again.":
    "Dafür genügt ein offener Browser nicht. Danach werden Sie zehn Minuten lang nicht mehr gefragt.",
  Confirmed: "Bestätigt",
  "If nothing happens, <a>go on</a>.": "Wenn nichts geschieht, <a>geht es hier weiter</a>.",
  "Continue with {label}": "Weiter mit {label}",
  "Portico, overview": "Portico, Übersicht",
  "This page could not be shown": "Diese Seite konnte nicht angezeigt werden",
  "Try again": "Erneut versuchen",
  "Go to the overview": "Zur Übersicht",
  "Portico cannot reach its database just now": "Portico erreicht gerade seine Datenbank nicht",
  "The database does not answer, or has no connection left. It may be restarting.":
    "Die Datenbank antwortet nicht oder hat keine Verbindung mehr frei. Vielleicht startet sie gerade neu.",
  "Nothing you had saved is lost. As soon as the database answers, everything goes on by itself.":
    "Nichts, was Sie gespeichert hatten, ist verloren. Sobald die Datenbank antwortet, geht alles von selbst weiter.",
  "Wait a moment, then try again. If it stays, whoever runs this server looks after the database: npm run portico -- doctor says what is wrong.":
    "Warten Sie einen Moment, und versuchen Sie es dann noch einmal. Wenn es so bleibt, muss der Betreiber dieses Servers nach der Datenbank sehen: npm run portico -- doctor sagt, was nicht stimmt.",
  "Portico ran into an error it does not know. The server log has the details.":
    "Portico ist auf einen Fehler gestoßen, den es nicht kennt. Die Einzelheiten stehen im Server-Log.",
  "Nothing you had saved is lost, and background work goes on.":
    "Nichts, was Sie gespeichert hatten, ist verloren, und die Arbeit im Hintergrund geht weiter.",
  "Try again. If it stays, tell whoever runs this server when it happened.":
    "Versuchen Sie es noch einmal. Wenn es so bleibt, sagen Sie dem Betreiber dieses Servers, wann es geschah.",
  "Try again. If it stays, give this reference to whoever runs this server: {reference}":
    "Versuchen Sie es noch einmal. Wenn es so bleibt, geben Sie dem Betreiber dieses Servers diese Referenz: {reference}",
  "There is nothing at this address": "Unter dieser Adresse gibt es nichts",
  "The link may be incomplete, or what it led to has been removed.":
    "Vielleicht ist der Link unvollständig, oder das Ziel wurde entfernt.",
  "Check the address, or look the portal up by its Hub ID or domain.":
    "Prüfen Sie die Adresse, oder suchen Sie das Portal nach Hub-ID oder Domain.",
  "Find a portal": "Portal suchen",
} satisfies Sentences;

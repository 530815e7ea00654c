import type { Sentences } from "../sentence";

/** Signing in, setting up, joining: what is said in the browser too. */
export const entranceClient = {
  Name: "Name",
  Email: "E-Mail",
  Password: "Passwort",
  "Sign in": "Anmelden",
  "Signing in needs JavaScript. Allow it for this address, then reload the page.":
    "Zum Anmelden wird JavaScript gebraucht. Erlauben Sie es für diese Adresse, und laden Sie die Seite neu.",
  "The server did not answer. Check that Portico is running, then try again.":
    "Der Server hat nicht geantwortet. Prüfen Sie, ob Portico läuft, und versuchen Sie es dann noch einmal.",
  "Enter your email and your password.": "Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein.",
  "Too many tries. Wait {count:number} hours, then try again.": {
    one: "Zu viele Versuche. Warten Sie {count:number} Stunde, und versuchen Sie es dann noch einmal.",
    other:
      "Zu viele Versuche. Warten Sie {count:number} Stunden, und versuchen Sie es dann noch einmal.",
  },
  "Too many tries. Wait {count:number} minutes, then try again.": {
    one: "Zu viele Versuche. Warten Sie {count:number} Minute, und versuchen Sie es dann noch einmal.",
    other:
      "Zu viele Versuche. Warten Sie {count:number} Minuten, und versuchen Sie es dann noch einmal.",
  },
  "Too many tries. Wait {count:number} seconds, then try again.": {
    one: "Zu viele Versuche. Warten Sie {count:number} Sekunde, und versuchen Sie es dann noch einmal.",
    other:
      "Zu viele Versuche. Warten Sie {count:number} Sekunden, und versuchen Sie es dann noch einmal.",
  },
  "Email or password is not right.": "E-Mail oder Passwort stimmt nicht.",
  "Passwords are switched off in this console. Sign in through your identity provider instead.":
    "Passwörter sind in dieser Konsole abgeschaltet. Melden Sie sich stattdessen über Ihren Identitätsanbieter an.",
  "Signing in through your identity provider did not work. Try again; if it stays, the server log says why.":
    "Die Anmeldung über Ihren Identitätsanbieter hat nicht geklappt. Versuchen Sie es noch einmal; wenn es so bleibt, steht der Grund im Server-Log.",
  "Your identity provider did not say what your email address is. Whoever runs it lets it send the email claim.":
    "Ihr Identitätsanbieter hat Ihre E-Mail-Adresse nicht genannt. Wer ihn betreibt, muss ihn den Claim email senden lassen.",
  "Your identity provider does not say that your email address was checked. Ask an owner of this console.":
    "Ihr Identitätsanbieter sagt nicht, dass Ihre E-Mail-Adresse geprüft wurde. Fragen Sie einen Inhaber dieser Konsole.",
  "You are not on the team of this console yet. Ask an owner or admin to invite you.":
    "Sie gehören noch nicht zum Team dieser Konsole. Bitten Sie einen Inhaber oder Admin, Sie einzuladen.",
  "None of your groups has access to this console. Ask an owner of it, or whoever runs your directory.":
    "Keine Ihrer Gruppen hat Zugang zu dieser Konsole. Fragen Sie einen Inhaber der Konsole oder wer Ihr Verzeichnis betreibt.",
  "Your account here is disabled. Ask an owner or admin of this console.":
    "Ihr Konto hier ist gesperrt. Fragen Sie einen Inhaber oder Admin dieser Konsole.",
  "This answer came from another identity provider than the one that is set up here.":
    "Diese Antwort kam von einem anderen Identitätsanbieter als dem, der hier eingerichtet ist.",
  "Your identity provider does not answer just now. Try again in a moment.":
    "Ihr Identitätsanbieter antwortet gerade nicht. Versuchen Sie es gleich noch einmal.",
  "Portico could not sign you in. Nothing is wrong with what you typed. Try again in a moment; if it stays, the server log says why.":
    "Portico konnte Sie nicht anmelden. An Ihrer Eingabe liegt es nicht. Versuchen Sie es gleich noch einmal; wenn es so bleibt, steht der Grund im Server-Log.",
  "Continue with {label}": "Weiter mit {label}",
  "Six digits from your authenticator app, or one of your recovery codes.":
    "Sechs Ziffern aus Ihrer Authenticator-App oder einer Ihrer Wiederherstellungscodes.",
  Continue: "Weiter",
  "Sign in as somebody else": "Mit anderem Konto anmelden",
  "Save password": "Passwort speichern",
  "Create account": "Konto anlegen",
  "This address holds no link.": "Diese Adresse enthält keinen Link.",
  "Choose a new password for {email}": "Neues Passwort für {email} wählen",
  "Join Portico as {email}": "Portico als {email} beitreten",
  "Everybody signed in with the old password is signed out.":
    "Wer mit dem alten Passwort angemeldet ist, wird abgemeldet.",
  "Portico is this team's console for HubSpot connections.":
    "Portico ist die Konsole dieses Teams für HubSpot-Verbindungen.",
  "You are signed in as {current}. Going on signs this browser in as {email} instead.":
    "Sie sind als {current} angemeldet. Wenn Sie weitermachen, ist dieser Browser stattdessen als {email} angemeldet.",
  "Checking your link": "Ihr Link wird geprüft",
  "This page needs JavaScript: the secret part of the link stays in your browser until you send the form.":
    "Diese Seite braucht JavaScript: Der geheime Teil des Links bleibt in Ihrem Browser, bis Sie das Formular absenden.",
  "This link cannot be used": "Dieser Link kann nicht verwendet werden",
  "A link works once, and for a limited time. Open it exactly as you received it; if that does not help, ask an owner or admin of this console for a new one.":
    "Ein Link gilt einmal und für begrenzte Zeit. Öffnen Sie ihn genau so, wie Sie ihn bekommen haben; wenn das nicht hilft, bitten Sie einen Inhaber oder Admin dieser Konsole um einen neuen.",
  "Go to sign in": "Zur Anmeldung",
  "Setup token": "Einrichtungstoken",
  "Filled in from the link you opened.": "Aus dem Link übernommen, den Sie geöffnet haben.",
  "Printed by npm start on this server.": "npm start hat es auf diesem Server ausgegeben.",
  "You sign in with it. Portico sends no mail.":
    "Damit melden Sie sich an. Portico verschickt keine E-Mails.",
  "Create owner account": "Inhaberkonto anlegen",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** The team: what is said in the browser too. */
export const teamClient = {
  Email: "E-Mail",
  Role: "Rolle",
  Apps: "Apps",
  "Invite person": "Person einladen",
  "An owner sees every app.": "Ein Inhaber sieht alle Apps.",
  "They see and touch these apps and their portals alone. What concerns the whole installation is not theirs, whatever the role: people, settings, API keys, alerts, and adding apps. Keys that they made before go on: revoke those they know.":
    "Die Person sieht und bedient nur diese Apps und deren Portale. Was die ganze Installation betrifft, gehört nicht dazu, welche Rolle sie auch hat: Personen, Einstellungen, API-Schlüssel, Meldungen und neue Apps. Schlüssel, die sie früher angelegt hat, gelten weiter: Widerrufen Sie alle, die sie kennt.",
  "Every app": "Alle Apps",
  "Only some apps": "Nur einige Apps",
  "Send this link to {email}": "Schicken Sie diesen Link an {email}",
  "Copy link": "Link kopieren",
  "Use a channel that only they can read: whoever has the link can use it. It is shown only now and works once, until {when}.":
    "Nutzen Sie einen Kanal, den nur diese Person lesen kann: Wer den Link hat, kann ihn benutzen. Er wird nur jetzt angezeigt und gilt einmal, bis {when}.",

  "Manage {person}": "{person} verwalten",
  "Change role and apps": "Rolle und Apps ändern",
  "Password reset link": "Passwort zurücksetzen",
  "Take second factor away": "Zweiten Faktor entfernen",
  Enable: "Entsperren",
  Disable: "Sperren",
  "Change the role and apps of {person}": "Rolle und Apps von {person} ändern",
  "This is your own account: you may lose the right to undo it. Open links you made stop working.":
    "Das ist Ihr eigenes Konto: Sie verlieren vielleicht das Recht, es rückgängig zu machen. Offene Links, die Sie erstellt haben, gelten nicht mehr.",
  "Sessions of {email} end at once; what is new holds after signing in again. Open links they made, and those for them, stop working.":
    "Sitzungen von {email} enden sofort; das Neue gilt nach dem nächsten Anmelden. Offene Links von dieser Person und für sie gelten nicht mehr.",
  Change: "Ändern",
  "Take the second factor of {person} away?": "Zweiten Faktor von {person} entfernen?",
  "For somebody who lost the phone and the recovery codes. Make sure that it is really them who asks.":
    "Für jemanden, der das Telefon und die Wiederherstellungscodes verloren hat. Vergewissern Sie sich, dass wirklich diese Person darum bittet.",
  "Their authenticator apps and recovery codes stop working.":
    "Authenticator-Apps und Wiederherstellungscodes der Person gelten nicht mehr.",
  "Their sessions end. They sign in with the password alone, and can set up a new one.":
    "Alle Sitzungen der Person enden. Sie meldet sich dann nur mit dem Passwort an und kann einen neuen zweiten Faktor einrichten.",
  "Take it away": "Entfernen",
  "Enable {person}?": "{person} entsperren?",
  "{email} can sign in again with the same password and role.":
    "{email} kann sich wieder anmelden, mit demselben Passwort und derselben Rolle.",
  "Enable person": "Person entsperren",
  "Disable {person}?": "{person} sperren?",
  "{email} loses access to this console.": "{email} verliert den Zugang zu dieser Konsole.",
  "All their sessions end at once.": "Alle Sitzungen der Person enden sofort.",
  "They cannot sign in.": "Die Person kann sich nicht anmelden.",
  "Open links they made, and those for them, stop working.":
    "Offene Links von dieser Person und für sie gelten nicht mehr.",
  "What they did stays in the activity log. Connections they made keep working.":
    "Was sie getan hat, bleibt im Protokoll. Verbindungen, die sie hergestellt hat, bestehen weiter.",
  "You can enable them again at any time.": "Sie können die Person jederzeit wieder entsperren.",
  "Disable person": "Person sperren",

  "Password reset link for {person}": "Link zum Zurücksetzen des Passworts von {person}",
  "With the link they choose a new password; until they do, the old one keeps working. An earlier link stops working.":
    "Mit dem Link wählt die Person ein neues Passwort; bis dahin gilt das alte weiter. Ein früherer Link gilt nicht mehr.",
  "Make reset link": "Link erstellen",
  Close: "Schließen",
  Cancel: "Abbrechen",

  "The last active owner. Make somebody else an owner first.":
    "Der letzte aktive Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.",
  "Only an owner can manage owners.": "Nur ein Inhaber kann Inhaber verwalten.",
  "Their role may do something that yours may not.":
    "Die Rolle dieser Person darf etwas, das Ihre nicht darf.",
  "You cannot disable yourself. Ask another admin.":
    "Sie können sich nicht selbst sperren. Bitten Sie einen anderen Admin.",
  "This account is disabled.": "Dieses Konto ist gesperrt.",
  "Change your own password in Settings.": "Ändern Sie Ihr eigenes Passwort in den Einstellungen.",
  "Remove your own in Settings.": "Entfernen Sie Ihren eigenen in den Einstellungen.",
  "They have none.": "Die Person hat keinen.",
} satisfies Sentences;

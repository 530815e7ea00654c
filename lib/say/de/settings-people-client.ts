import type { Sentences } from "../sentence";

/** Roles, second factors, single sign-on: what is said in the browser too. */
export const settingsPeopleClient = {
  Delete: "Löschen",
  "Delete the role {name}": "Rolle {name} löschen",
  "Delete the role {name}?": "Rolle {name} löschen?",
  "It can only be deleted while nobody has it. What was done with it stays in the activity log.":
    "Sie lässt sich nur löschen, solange niemand sie hat. Was mit ihr getan wurde, bleibt im Protokoll.",
  "Delete role": "Rolle löschen",
  "Not for people who see some apps only.": "Nicht für Personen, die nur einige Apps sehen.",
  "What it is": "Was sie ist",
  "What it is for": "Wofür sie da ist",
  "In a sentence, for whoever gives it.": "In einem Satz, für alle, die sie vergeben.",
  "What it may do": "Was sie darf",
  "Everybody who signs in can look portals up and manage their own account. Keys, backups, sign-in, owners and roles are the owner's alone.":
    "Wer sich anmeldet, kann Portale ansehen und das eigene Konto verwalten. Schlüssel, Sicherungen, Anmeldung, Inhaber und Rollen sind allein Sache der Inhaber.",
  "Save role": "Rolle speichern",
  "Create role": "Rolle anlegen",
  "My phone": "Mein Telefon",
  "To tell it from others.": "Zur Unterscheidung von anderen.",
  "Set up an authenticator app": "Authenticator-App einrichten",
  "Add another": "Weitere hinzufügen",
  "Your other sessions have ended.": "Ihre anderen Sitzungen sind beendet.",
  "I have kept the codes": "Ich habe die Codes aufbewahrt",
  "Done|button": "Fertig",
  "Scan this with the app, or type the key into it. Then enter the code it shows.":
    "Scannen Sie dies mit der App, oder tippen Sie den Schlüssel dort ein. Geben Sie dann den Code ein, den sie zeigt.",
  Code: "Code",
  Finish: "Abschließen",
  "QR code for the authenticator app": "QR-Code für die Authenticator-App",
  "Name of the passkey": "Name des Passkeys",
  "My computer": "Mein Computer",
  "Add a passkey": "Passkey hinzufügen",
  "Keep these recovery codes": "Bewahren Sie diese Wiederherstellungscodes auf",
  "They are shown only now. Print them, or put them where your phone is not.":
    "Sie werden nur jetzt angezeigt. Drucken Sie sie aus, oder legen Sie sie dorthin, wo Ihr Telefon nicht ist.",
  "Recovery codes": "Wiederherstellungscodes",
  "Copy all": "Alle kopieren",
  "{left:number} of 10 are left. Make new ones soon.":
    "{left:number} von 10 sind übrig. Erzeugen Sie bald neue.",
  "{left:number} of 10 are left.": "{left:number} von 10 sind übrig.",
  "Make new codes": "Neue Codes erzeugen",
  "Everybody who is": "Alle mit der Rolle",
  "Days to set it up": "Tage zum Einrichten",
  "From now for people who are here, from their first day for new ones.":
    "Ab jetzt für alle, die hier sind, ab dem ersten Tag für neue.",
  "Somebody new": "Wer neu ist",
  "comes in when they were invited": "darf sich anmelden, wenn eingeladen",
  "comes in, as support unless a group says otherwise":
    "darf sich anmelden, als Support, wenn keine Gruppe anderes bestimmt",
  "Believe email addresses that the provider does not call verified":
    "E-Mail-Adressen annehmen, die der Anbieter nicht als bestätigt ausweist",
  "Only where nobody can change their own address there: it decides whose account here is theirs.":
    "Nur, wenn dort niemand die eigene Adresse ändern kann: Die Adresse entscheidet, welches Konto hier wem gehört.",
  "Claim that gives the role": "Claim, der die Rolle bestimmt",
  'For example "groups". Empty: roles are given here, under Team. With one, whoever has none of the values stays out.':
    "Zum Beispiel „groups“. Leer: Rollen werden hier unter „Team“ vergeben. Mit einem Claim bleibt draußen, wer keinen der Werte hat.",
  "Value for {name}": "Wert für {name}",
  "Only {label} signs in": "Anmeldung nur über {label}",
  "Passwords, passkeys and one-time links stop signing in, for everybody but one owner.":
    "Mit Passwort, Passkey oder Einmal-Link kann sich dann niemand mehr anmelden, außer einem Inhaber.",
  "Owner who keeps their password": "Inhaber, der sein Passwort behält",
  "For the day the provider does not answer. Keep that password in a safe.":
    "Für den Tag, an dem der Anbieter nicht antwortet. Bewahren Sie dieses Passwort in einem Tresor auf.",
  "Choose an owner": "Inhaber wählen",
} satisfies Sentences;

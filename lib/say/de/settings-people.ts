import type { Sentences } from "../sentence";

/** Roles, second factors, single sign-on: what the server says. */
export const settingsPeople = {
  "The role is deleted.": "Die Rolle ist gelöscht.",
  "Roles · Settings": "Rollen · Einstellungen",
  "New role": "Neue Rolle",
  "What somebody may do. On the Team page you say who has which, and whether they see every app or only some.":
    "Was jemand darf. Auf der Seite „Team“ legen Sie fest, wer welche Rolle hat und ob die Person alle Apps sieht oder nur einige.",
  "Roles of your own ({count:number})": "Eigene Rollen ({count:number})",
  "Roles of your own": "Eigene Rollen",
  "Change the role {name}": "Rolle {name} ändern",
  Change: "Ändern",
  "No role of your own yet": "Noch keine eigene Rolle",
  "Put one together from what an admin may do: for example refresh and reconnect, and nothing else.":
    "Stellen Sie eine aus dem zusammen, was ein Admin darf: zum Beispiel erneuern und neu verbinden, sonst nichts.",
  "An owner can make one from what an admin may do.":
    "Ein Inhaber kann eine aus dem zusammenstellen, was ein Admin darf.",
  "Built in": "Mitgeliefert",
  "They stay as they are.": "Sie bleiben, wie sie sind.",
  "What {name} may do": "Was {name} darf",
  "Nobody has it.": "Niemand hat sie.",
  "{people} and {count:number} more": "{people} und {count:number} weitere",
  "The authenticator app is set up.": "Die Authenticator-App ist eingerichtet.",
  "The authenticator app is removed.": "Die Authenticator-App ist entfernt.",
  "The passkey is added.": "Der Passkey ist hinzugefügt.",
  "The passkey is removed.": "Der Passkey ist entfernt.",
  "Your password alone signs you in again.": "Zum Anmelden genügt wieder Ihr Passwort allein.",
  "Your recovery codes stop working.": "Ihre Wiederherstellungscodes gelten nicht mehr.",
  "Its codes stop working at once.": "Die Codes dieser App gelten sofort nicht mehr.",
  "Added {when}, last used {used}": "Hinzugefügt {when}, zuletzt benutzt {used}",
  "Added {when}": "Hinzugefügt {when}",
  Remove: "Entfernen",
  "Remove {name}": "{name} entfernen",
  "Remove {name}?": "{name} entfernen?",
  "Second factor · Settings": "Zweiter Faktor · Einstellungen",
  "With one, your password alone signs nobody in.":
    "Damit genügt Ihr Passwort allein nicht mehr zum Anmelden.",
  "Set up a second factor to go on": "Richten Sie einen zweiten Faktor ein, um weiterzukommen",
  "Set up a second factor until {when}": "Richten Sie bis {when} einen zweiten Faktor ein",
  "An owner of this console asks it of everybody with your role.":
    "Ein Inhaber dieser Konsole verlangt es von allen mit Ihrer Rolle.",
  Passkeys: "Passkeys",
  "Sign in with a fingerprint, a face or the PIN of a device, and without your password. Nobody can talk you out of one.":
    "Melden Sie sich mit Fingerabdruck, Gesicht oder der PIN eines Geräts an, ohne Ihr Passwort. Niemand kann Ihnen einen Passkey entlocken.",
  "Browsers allow passkeys only at a name with https, and this console is at {origin}. Whoever runs it sets PORTICO_URL.":
    "Browser erlauben Passkeys nur unter einem Namen mit https, und diese Konsole steht unter {origin}. Wer sie betreibt, setzt PORTICO_URL.",
  "Authenticator apps": "Authenticator-Apps",
  "An app on your phone, or a password manager, that shows a new code every 30 seconds.":
    "Eine App auf Ihrem Telefon oder ein Passwortmanager, der alle 30 Sekunden einen neuen Code zeigt.",
  "Each signs you in once, when the phone is not at hand.":
    "Mit jedem können Sie sich einmal anmelden, wenn das Telefon nicht zur Hand ist.",
  "Who must have one": "Wer einen haben muss",
  "Whoever has none when the days are over can do nothing but set one up.":
    "Wer nach Ablauf der Frist keinen hat, kann nur noch einen einrichten.",
  "It signs you in no more. Remove it from the device as well, where it stays in the list.":
    "Damit können Sie sich nicht mehr anmelden. Entfernen Sie ihn auch auf dem Gerät, wo er in der Liste bleibt.",
  "Single sign-on · Settings": "Single Sign-on · Einstellungen",
  "People come in through your company's identity provider, by OpenID Connect.":
    "Anmeldung über den Identitätsanbieter Ihres Unternehmens, mit OpenID Connect.",
  "Identity provider": "Identitätsanbieter",
  "Make a web application there with these addresses, for the authorization code with PKCE.":
    "Legen Sie dort eine Web-Anwendung mit diesen Adressen an, für den Authorization Code Flow mit PKCE.",
  Issuer: "Aussteller",
  "Not set up": "Nicht eingerichtet",
  "Client ID": "Client-ID",
  "Redirect URI": "Redirect-URI",
  "Back-channel logout URI": "Back-Channel-Logout-URI",
  "Copy back-channel logout URI": "Back-Channel-Logout-URI kopieren",
  "Then set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET where this server gets its settings, and restart it. OIDC_LABEL is the name people see.":
    "Setzen Sie dann OIDC_ISSUER, OIDC_CLIENT_ID und OIDC_CLIENT_SECRET dort, woher dieser Server seine Einstellungen hat, und starten Sie ihn neu. OIDC_LABEL ist der Name, den alle sehen.",
  "Who comes in": "Wer sich anmelden darf",
  "Holds from the next sign-in on.": "Gilt ab der nächsten Anmeldung.",
  "Role · Settings": "Rolle · Einstellungen",
  "Holds at the next click of {people}.": "Gilt beim nächsten Klick von {people}.",
  "Nobody has this role yet.": "Noch hat niemand diese Rolle.",
  "New role · Settings": "Neue Rolle · Einstellungen",
  "Choose what its people may do. Nobody can give a role that may do more than they may.":
    "Wählen Sie, was Personen mit dieser Rolle dürfen. Niemand kann eine Rolle vergeben, die mehr darf als die eigene.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** What a token is, and whether credentials, a token and the journal work. */
export const verbsInspect = {
  "It was not sent to HubSpot.": "Es wurde nicht an HubSpot gesendet.",
  "This is the token of a private app, not an OAuth token.":
    "Das ist das Token einer privaten App, kein OAuth-Token.",
  "Tokens that begin with pat- are made in HubSpot's settings and have no grant behind them. HubSpot cannot introspect them here.":
    "Token, die mit pat- beginnen, werden in den Einstellungen von HubSpot erstellt und haben keine Freigabe. HubSpot kann sie hier nicht prüfen.",
  "This is an address or an authorization code, not a token.":
    "Das ist eine Adresse oder ein Autorisierungscode, kein Token.",
  "HubSpot puts a code into the address after consent. A code works once, for a short time, and is exchanged for the tokens.":
    "HubSpot setzt nach der Zustimmung einen Code in die Adresse. Ein Code gilt einmal, für kurze Zeit, und wird gegen die Token eingetauscht.",
  "This is a signed statement (JWT), not an access or refresh token.":
    "Das ist ein signiertes JWT, kein Zugriffs- oder Refresh-Token.",
  "It may be an ID token. HubSpot's API takes access tokens only.":
    "Vielleicht ist es ein ID-Token. HubSpots API nimmt nur Zugriffstoken.",
  "This belongs to Portico, not to HubSpot.": "Das gehört zu Portico, nicht zu HubSpot.",
  "It is a key or a sealed value of a console like this one.":
    "Es ist ein Schlüssel oder ein versiegelter Wert einer Konsole wie dieser.",
  "This is a client ID, not a token.": "Das ist eine Client-ID, kein Token.",
  "It names an app of this console. Every portal has tokens of its own.":
    "Sie benennt eine App dieser Konsole. Jedes Portal hat eigene Token.",
  "This is a client secret of an app here, not a token.":
    "Das ist das Client-Secret einer App hier, kein Token.",
  "It proves the app to HubSpot and must never be pasted anywhere else. If it has been, replace it.":
    "Damit weist sich die App bei HubSpot aus; es darf nirgends sonst eingefügt werden. Wenn das geschehen ist, ersetzen Sie es.",
  "If an API call with it failed with “expired 20000 day(s) ago”: HubSpot says that, with the year 1970, of anything it cannot decode. The value is not old, it is no access token at all: a refresh token, a placeholder or an empty variable.":
    "Falls ein API-Aufruf damit die Meldung „expired 20000 day(s) ago“ ergab: Das sagt HubSpot, mit dem Jahr 1970, von allem, was es nicht dekodieren kann. Der Wert ist nicht alt, er ist gar kein Zugriffstoken: ein Refresh-Token, ein Platzhalter oder eine leere Variable.",
  "HubSpot calls this token active.": "HubSpot nennt dieses Token aktiv.",
  "No portal of this console holds it.": "Kein Portal dieser Konsole hat es.",
  "This token is active, but it belongs to another app.":
    "Dieses Token ist aktiv, gehört aber zu einer anderen App.",
  "HubSpot names a client ID that is not the one of {app}.":
    "HubSpot nennt eine Client-ID, die nicht die von {app} ist.",
  "HubSpot calls this token inactive.": "HubSpot nennt dieses Token inaktiv.",
  "HubSpot says no more than that about a token of another app. This one was issued to {app}: choose that app and inspect it again.":
    "Mehr sagt HubSpot nicht über das Token einer anderen App. Dieses wurde für {app} ausgestellt: Wählen Sie jene App, und prüfen Sie es noch einmal.",
  "HubSpot answers the same for a token of another app: a token that works elsewhere is inactive for {app}. If you have several apps, try the others.":
    "Dasselbe antwortet HubSpot für das Token einer anderen App: Ein Token, das anderswo gilt, ist für {app} inaktiv. Wenn Sie mehrere Apps haben, versuchen Sie die anderen.",
  "A refresh token ends when it is revoked, when the app is uninstalled or when the account is closed. An authorization code has the same form and is never active.":
    "Ein Refresh-Token endet, wenn es widerrufen, die App deinstalliert oder der Account geschlossen wird. Ein Autorisierungscode hat dieselbe Form und ist nie aktiv.",
  "An access token lives 30 minutes. It also ends up here when it was cut off while copying.":
    "Ein Zugriffstoken gilt 30 Minuten. Hier landet auch eines, das beim Kopieren abgeschnitten wurde.",
  "{portal} holds it as its current token.": "{portal} hat es als aktuelles Token.",
  "It belongs to an earlier grant of {portal}.":
    "Es gehört zu einer früheren Freigabe von {portal}.",
  "Account details": "Angaben zum Account",
  Contacts: "Kontakte",
  "HubSpot answered for Hub ID {hubId}, hosted in {place}.":
    "HubSpot hat für die Hub-ID {hubId} geantwortet, gehostet in {place}.",
  "HubSpot answered for Hub ID {hubId}.": "HubSpot hat für die Hub-ID {hubId} geantwortet.",
  "HubSpot answered: this portal has no contacts yet.":
    "HubSpot hat geantwortet: Dieses Portal hat noch keine Kontakte.",
  "HubSpot returned {count:number} contacts on the first page, and there are more.": {
    one: "HubSpot hat auf der ersten Seite {count:number} Kontakt geliefert, und es gibt mehr.",
    other: "HubSpot hat auf der ersten Seite {count:number} Kontakte geliefert, und es gibt mehr.",
  },
  "HubSpot returned {count:number} contacts on the first page.": {
    one: "HubSpot hat auf der ersten Seite {count:number} Kontakt geliefert.",
    other: "HubSpot hat auf der ersten Seite {count:number} Kontakte geliefert.",
  },
  "Not tried: the portal did not grant {scope}.":
    "Nicht versucht: Das Portal hat {scope} nicht gewährt.",
  "Any one of {scopes} would do.": "Einer von {scopes} würde genügen.",
  "Client ID": "Client-ID",
  "Client secret": "Client-Secret",
  "Redirect URI": "Redirect-URI",
  "HubSpot knows this client ID.": "HubSpot kennt diese Client-ID.",
  "HubSpot accepts this secret.": "HubSpot nimmt dieses Secret an.",
  "HubSpot does not know this client ID. Copy it again from the Auth tab of your app.":
    "HubSpot kennt diese Client-ID nicht. Kopieren Sie sie noch einmal aus dem Tab „Auth“ Ihrer App.",
  "HubSpot checks the secret only after the client ID.":
    "HubSpot prüft das Secret erst nach der Client-ID.",
  "HubSpot did not object to the client ID.": "HubSpot hat die Client-ID nicht beanstandet.",
  "HubSpot refuses this secret. Copy it again from the Auth tab and use Replace secret.":
    "HubSpot lehnt dieses Secret ab. Kopieren Sie es noch einmal aus dem Tab „Auth“, und wählen Sie „Secret ersetzen“.",
  "HubSpot got past this check.": "HubSpot ist über diese Prüfung hinausgekommen.",
  "HubSpot did not answer properly, so this could not be checked. Try again in a moment.":
    "HubSpot hat nicht richtig geantwortet, darum konnte das nicht geprüft werden. Versuchen Sie es gleich noch einmal.",
  "It points to this console. HubSpot compares it only on the consent page, so it must be registered there exactly.":
    "Sie führt zu dieser Konsole. HubSpot vergleicht sie erst auf der Zustimmungsseite, darum muss sie dort genau so eingetragen sein.",
  "It points somewhere else than {address}, so HubSpot will not come back to this console.":
    "Sie führt woandershin als {address}, darum wird HubSpot nicht zu dieser Konsole zurückkommen.",
  "Secret replaced, fingerprint {fingerprint}.": "Secret ersetzt, Fingerabdruck {fingerprint}.",
  "HubSpot could not be asked whether it accepts it, so the previous one is kept for 24 hours.":
    "HubSpot konnte nicht gefragt werden, ob es das annimmt, darum wird das vorige 24 Stunden lang behalten.",
  "HubSpot accepted it for a stored connection.":
    "HubSpot hat es für eine gespeicherte Verbindung angenommen.",
  "HubSpot accepts it.": "HubSpot nimmt es an.",
  "The previous one is kept for now.": "Das vorige wird vorerst behalten.",
  "HubSpot does not grant this app the scopes of the webhooks journal (BAD_SCOPES). Not every developer account can have them: ask HubSpot, or leave the switch off. Uninstalls are then noticed by a refused refresh.":
    "HubSpot gewährt dieser App die Scopes des Webhooks-Journals nicht (BAD_SCOPES). Nicht jeder Entwickler-Account kann sie haben: Fragen Sie HubSpot, oder lassen Sie den Schalter aus. Deinstallationen werden dann an einer abgelehnten Erneuerung bemerkt.",
  "HubSpot gave a token for the app but refuses the journal to it. Check in HubSpot that the app has the developer.webhooks_journal scopes.":
    "HubSpot hat ein Token für die App ausgestellt, verweigert ihr aber das Journal. Prüfen Sie in HubSpot, ob die App die Scopes developer.webhooks_journal hat.",
  "HubSpot refuses the app's client ID or secret. Test the credentials; the journal comes after them.":
    "HubSpot lehnt die Client-ID oder das Client-Secret der App ab. Testen Sie die Zugangsdaten; das Journal kommt danach.",
  "An entry of the journal could not be read and was passed over.":
    "Ein Eintrag des Journals konnte nicht gelesen werden und wurde übergangen.",
  "HubSpot named an address outside of its own hosts for an entry of the journal. It was not fetched, and the entry was passed over.":
    "HubSpot hat für einen Eintrag des Journals eine Adresse außerhalb seiner eigenen Hosts genannt. Sie wurde nicht abgerufen und der Eintrag übergangen.",
  "HubSpot did not answer properly. Portico tries again in a minute.":
    "HubSpot hat nicht richtig geantwortet. Portico versucht es in einer Minute noch einmal.",
  "HubSpot refused for a reason Portico does not know. Portico tries again in a minute.":
    "HubSpot hat aus einem Grund abgelehnt, den Portico nicht kennt. Portico versucht es in einer Minute noch einmal.",
  "HubSpot grants this app the webhooks journal, so uninstalls can be noticed within about a minute.":
    "HubSpot gewährt dieser App das Webhooks-Journal, darum lassen sich Deinstallationen binnen etwa einer Minute bemerken.",
  "HubSpot did not answer properly, so this is not known yet. Check again in a moment.":
    "HubSpot hat nicht richtig geantwortet, darum ist das noch nicht bekannt. Prüfen Sie es gleich noch einmal.",
} satisfies Sentences;

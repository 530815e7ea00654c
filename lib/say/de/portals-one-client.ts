import type { Sentences } from "../sentence";

/** The page of one portal: what is said in the browser too. */
export const portalsOneClient = {
  "Copy summary": "Zusammenfassung kopieren",
  "Refresh now": "Jetzt erneuern",
  "Retry revocation": "Widerruf wiederholen",
  "Resume uninstall": "Deinstallation fortsetzen",
  Reconnect: "Neu verbinden",
  "Test call": "Testaufruf",
  "Account details": "Angaben zum Account",
  Contacts: "Kontakte",
  "Not refreshed: {why}": "Nicht erneuert: {why}",
  "Next try {when}.": "Nächster Versuch {when}.",
  "Metadata is up to date.": "Die Angaben sind auf dem neuesten Stand.",
  "Refresh metadata": "Angaben aktualisieren",

  "{who} installed the app again, with fewer scopes":
    "{who} hat die App erneut installiert, mit weniger Scopes",
  "It happened {when}, through a public way in. The grant in use stays, because the new one lacks {scopes}.":
    "Das geschah {when}, über einen öffentlichen Zugang. Die verwendete Freigabe bleibt, weil der neuen etwas fehlt: {scopes}.",
  "Use the new grant": "Neue Freigabe verwenden",
  "An admin decides which of the two is used.":
    "Ein Admin entscheidet, welche der beiden verwendet wird.",

  "Revoke refresh token": "Refresh-Token widerrufen",
  "Revoke {portal} (Hub {hub})?": "{portal} (Hub {hub}) widerrufen?",
  "This ends the connection through {app}. Somebody must reconnect to use the portal again.":
    "Das beendet die Verbindung über {app}. Um das Portal wieder zu verwenden, muss jemand es neu verbinden.",
  "What stops: HubSpot refuses the refresh token at once, and Portico wipes both stored tokens. Who and when stay on record.":
    "Was endet: HubSpot lehnt das Refresh-Token sofort ab, und Portico löscht beide gespeicherten Token. Wer es war und wann, bleibt verzeichnet.",
  "{count:number} earlier grants of this portal that still hold a refresh token are revoked too.": {
    one: "Eine frühere Freigabe dieses Portals, die noch ein Refresh-Token hat, wird ebenfalls widerrufen.",
    other:
      "{count:number} frühere Freigaben dieses Portals, die noch ein Refresh-Token haben, werden ebenfalls widerrufen.",
  },
  "{one} and {next}": "{one} und {next}",
  "The same refresh token is also stored for {portals}. They end with this one: the token is wiped there too and the status becomes Revoked.":
    {
      one: "Dasselbe Refresh-Token ist auch für {portals} gespeichert. Dieses Portal endet mit: Das Token wird auch dort gelöscht, und der Status wird „Widerrufen“.",
      other:
        "Dasselbe Refresh-Token ist auch für {portals} gespeichert. Diese Portale enden mit: Das Token wird auch dort gelöscht, und der Status wird „Widerrufen“.",
    },
  "What does not stop: an access token that was already issued keeps working until {time}.":
    "Was nicht endet: Ein bereits ausgestelltes Zugriffstoken gilt noch bis {time}.",
  "What does not stop: access tokens that were already issued live until they expire; the last one known here has expired.":
    "Was nicht endet: Bereits ausgestellte Zugriffstoken gelten bis zu ihrem Ablauf; das letzte hier bekannte ist abgelaufen.",
  "The app stays installed in HubSpot, and its webhooks and sync go on. An admin there can uninstall it.":
    "Die App bleibt in HubSpot installiert; ihre Webhooks und ihr Abgleich laufen weiter. Ein Admin dort kann sie deinstallieren.",
  "Type the portal's domain to confirm": "Geben Sie zur Bestätigung die Domain des Portals ein",

  "Reveal access token": "Zugriffstoken anzeigen",
  "Access token of {portal}": "Zugriffstoken von {portal}",
  "For finding a fault by hand. Programs get theirs with an API key.":
    "Für die Fehlersuche von Hand. Programme holen ihres mit einem API-Schlüssel.",
  "It is written down first: who, when, for which portal, and why.":
    "Vorher wird festgehalten, wer es wann für welches Portal sehen wollte und warum.",
  "Whoever has it can do in this HubSpot account what the app may do, until it expires.":
    "Wer es hat, kann in diesem HubSpot-Account bis zum Ablauf alles, was die App darf.",
  "It is shown for 30 seconds, and goes as soon as you turn to another window.":
    "Es ist 30 Sekunden lang zu sehen und verschwindet, sobald Sie in ein anderes Fenster wechseln.",
  Reason: "Grund",
  "A ticket's number, what you are looking for. No secrets.":
    "Die Nummer eines Tickets, wonach Sie suchen. Keine Geheimnisse.",
  "The access token is shown. It is hidden in 30 seconds.":
    "Das Zugriffstoken ist zu sehen. Es wird in 30 Sekunden verborgen.",
  "The access token is hidden again.": "Das Zugriffstoken ist wieder verborgen.",
  "To see it once more, reveal it anew: that asks for a reason and leaves a line again.":
    "Um es noch einmal zu sehen, lassen Sie es neu anzeigen: Das verlangt wieder einen Grund und wird wieder festgehalten.",
  "Reveal again": "Noch einmal anzeigen",
  "Access token": "Zugriffstoken",
  "HubSpot takes it for {time} more, until {when}: also once it is hidden here.":
    "HubSpot nimmt es noch {time} lang an, bis {when}: auch wenn es hier schon verborgen ist.",
  "Hidden in": "Verborgen in",
  "{n:number} s": "{n:number} s",
  "Copy access token": "Zugriffstoken kopieren",

  "Revoke this grant": "Diese Freigabe widerrufen",
  "Revoke the new grant of {who}?": "Die neue Freigabe von {who} widerrufen?",
  "Revoke the earlier grant of {who}?": "Die frühere Freigabe von {who} widerrufen?",
  "It was given for {portal} on {time}, and it was held back.":
    "Sie wurde für {portal} erteilt ({time}) und zurückgehalten.",
  "It was given for {portal} on {time}, and another one has replaced it.":
    "Sie wurde für {portal} erteilt ({time}) und durch eine andere ersetzt.",
  "HubSpot refuses its refresh token at once, and Portico wipes it.":
    "HubSpot lehnt das Refresh-Token dieser Freigabe sofort ab, und Portico löscht es.",
  "The current grant of this portal stays as it is, and the app stays installed.":
    "Die aktuelle Freigabe dieses Portals bleibt, wie sie ist, und die App bleibt installiert.",
  "Access tokens that were issued from it earlier live until they expire.":
    "Zugriffstoken, die früher aus ihr ausgestellt wurden, gelten bis zu ihrem Ablauf.",

  "Uninstall app": "App deinstallieren",
  "Uninstall {app} from {portal} (Hub {hub})?": "{app} aus {portal} (Hub {hub}) deinstallieren?",
  "The app leaves the customer's HubSpot account, and the customer is told.":
    "Die App wird aus dem HubSpot-Account des Kunden entfernt, und der Kunde erfährt davon.",
  "In HubSpot: {app} is removed from the account, and its webhooks and cards there stop.":
    "In HubSpot: {app} wird aus dem Account entfernt; Webhooks und Karten der App dort enden.",
  "HubSpot e-mails the account's super admins that the app was uninstalled, with a link to install it again.":
    "HubSpot teilt den Super-Admins des Accounts per E-Mail mit, dass die App deinstalliert wurde, mit einem Link zum erneuten Installieren.",
  "The refresh token is revoked and Portico wipes both stored tokens. Who and when stay on record.":
    "Das Refresh-Token wird widerrufen, und Portico löscht beide gespeicherten Token. Wer es war und wann, bleibt verzeichnet.",
  "An access token that was already issued dies at once or lives until {time} at most; HubSpot does not say which.":
    "Ein bereits ausgestelltes Zugriffstoken endet sofort oder gilt höchstens bis {time}; HubSpot sagt nicht, was zutrifft.",
  "HubSpot needs a live access token for this, so a last one is fetched first. It dies at once or when it expires.":
    "HubSpot braucht dafür ein gültiges Zugriffstoken, darum wird zuerst ein letztes geholt. Es endet sofort oder mit seinem Ablauf.",
  "To use this portal again, an admin of the account must install the app again.":
    "Um dieses Portal wieder zu verwenden, muss ein Admin des Accounts die App erneut installieren.",

  "New note": "Neue Notiz",
  "Add note": "Notiz hinzufügen",
  "The note is added.": "Die Notiz ist hinzugefügt.",
  "Edit note": "Notiz bearbeiten",
  "Edit this note": "Diese Notiz bearbeiten",
  "Save note": "Notiz speichern",
  Text: "Text",
  "Delete note": "Notiz löschen",
  "Delete this note of {author}?": "Diese Notiz von {author} löschen?",
  "It is gone for everybody. The activity log keeps that it was deleted, not what it said.":
    "Sie wird für alle gelöscht. Das Protokoll bewahrt, dass sie gelöscht wurde, nicht, was darin stand.",

  "Ask for a reconnect": "Um Neuverbindung bitten",
  "Ask to reconnect {portal}?": "Darum bitten, {portal} neu zu verbinden?",
  "Owners and admins see it on the overview until the portal is reconnected or somebody answers.":
    "Inhaber und Admins sehen die Bitte in der Übersicht, bis das Portal neu verbunden ist oder jemand antwortet.",
  Why: "Warum",
  "What the customer says, a ticket's number. No secrets.":
    "Was der Kunde sagt, die Nummer eines Tickets. Keine Geheimnisse.",

  Edit: "Bearbeiten",
  Save: "Speichern",
  "Edit who looks after {portal}": "Bearbeiten, wer {portal} betreut",
  "Who looks after {portal}?": "Wer betreut {portal}?",
  Person: "Person",
  "Nobody in particular": "Niemand Bestimmtes",
  "(has no access any more)": "(hat keinen Zugang mehr)",
  Tags: "Schlagwörter",
  "Up to {tags:number}, with commas between them, {characters:number} characters each.":
    "Bis zu {tags:number}, durch Kommas getrennt, je höchstens {characters:number} Zeichen.",
  "In use: {tags}.": "In Gebrauch: {tags}.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** The page of one app: its health, credentials, token renewal, and what cannot be taken back: what the server says. */
export const appsOne = {
  "Credentials · {app} · Apps": "Zugangsdaten · {app} · Apps",
  "Danger · {app} · Apps": "Gefahrenbereich · {app} · Apps",
  "Scopes · {app} · Apps": "Scopes · {app} · Apps",
  "Settings · {app} · Apps": "Einstellungen · {app} · Apps",
  "Use {app} · Apps": "{app} verwenden · Apps",
  "Ways in · {app} · Apps": "Zugänge · {app} · Apps",
  "{app} · Apps": "{app} · Apps",
  "Parts of {app}": "Bereiche von {app}",
  Overview: "Übersicht",
  Settings: "Einstellungen",
  Credentials: "Zugangsdaten",
  "Ways in": "Zugänge",
  Scopes: "Scopes",
  "Use it": "Verwenden",
  Danger: "Gefahrenbereich",
  "Connect portal": "Portal verbinden",

  "{app} was added.": "{app} wurde hinzugefügt.",
  "Next, test the credentials, then connect a portal through it.":
    "Testen Sie als Nächstes die Zugangsdaten, und verbinden Sie dann ein Portal über diese App.",
  "HubSpot refuses this app's client ID or secret":
    "HubSpot lehnt die Client-ID oder das Client-Secret dieser App ab",
  "All its portals are paused; their grants are untouched. Test the credentials, then correct the client ID or replace the secret.":
    "Alle ihre Portale ruhen; deren Freigaben bleiben unberührt. Testen Sie die Zugangsdaten, und korrigieren Sie dann die Client-ID oder ersetzen Sie das Secret.",
  "The redirect URI points somewhere else": "Die Redirect-URI führt woandershin",
  "HubSpot will not come back to this console after consent. Finish a connection by pasting the address it redirected to.":
    "HubSpot wird nach der Zustimmung nicht zu dieser Konsole zurückkommen. Schließen Sie eine Verbindung ab, indem Sie die Adresse einfügen, zu der es weitergeleitet hat.",

  Health: "Zustand",
  "In order": "In Ordnung",
  Note: "Hinweis",
  Warning: "Warnung",
  Broken: "Fehlerhaft",
  "HubSpot has refused them since {when}.": "HubSpot lehnt sie ab, erstmals {when}.",
  "A new client secret is in use; the previous one still waits beside it.":
    "Ein neues Client-Secret ist in Gebrauch; das vorige wird noch daneben aufbewahrt.",
  "HubSpot has not refused them. The client secret was set {when}.":
    "HubSpot hat sie nicht abgelehnt. Das Client-Secret wurde {when} gesetzt.",
  "Token renewal": "Erneuerung der Token",
  "Refreshes pause, because HubSpot fails them.":
    "Die Erneuerungen ruhen, weil sie bei HubSpot fehlschlagen.",
  "{count:number} tokens wait to be renewed, most urgent first.": {
    one: "{count:number} Token wartet auf seine Erneuerung.",
    other: "{count:number} Token warten auf ihre Erneuerung, die dringendsten zuerst.",
  },
  "{policy}. Nothing is overdue.": "{policy}. Nichts ist überfällig.",
  "Redirect URI": "Redirect-URI",
  "HubSpot comes back to this console after consent.":
    "HubSpot kommt nach der Zustimmung zu dieser Konsole zurück.",
  "It points somewhere else: the address HubSpot redirects to has to be pasted.":
    "Sie führt woandershin: Die Adresse, zu der HubSpot weiterleitet, muss eingefügt werden.",
  "OAuth API": "OAuth-API",
  "v1, which HubSpot ends.": "v1, die HubSpot einstellt.",
  "Version {version}.": "Version {version}.",
  "Uninstalls by customers": "Deinstallationen durch Kunden",
  "The last look into HubSpot's webhooks journal did not go well.":
    "Beim letzten Lesen von HubSpots Webhooks-Journal gab es ein Problem.",
  "Read from HubSpot's webhooks journal once a minute.":
    "Einmal pro Minute aus HubSpots Webhooks-Journal gelesen.",
  "Noticed only when a refresh is refused: the webhooks journal is not read.":
    "Sie fallen erst auf, wenn eine Erneuerung abgelehnt wird: Das Webhooks-Journal wird nicht gelesen.",

  Portals: "Portale",
  "All of them": "Alle",
  "No portal is connected through this app.": "Über diese App ist kein Portal verbunden.",
  "Installs used": "Genutzte Installationen",
  "{n:number} of {all:number}": "{n:number} von {all:number}",
  "No install limit is set.": "Es ist keine Installationsgrenze gesetzt.",
  "Install limit": "Installationsgrenze",
  "Scope drift": "Scopes der Portale",
  "Every live portal has granted all required scopes.":
    "Jedes aktive Portal hat alle erforderlichen Scopes gewährt.",
  "{count:number} live portals have not granted every required scope.": {
    one: "Ein aktives Portal hat nicht jeden erforderlichen Scope gewährt.",
    other: "{count:number} aktive Portale haben nicht jeden erforderlichen Scope gewährt.",
  },
  "Scope board": "Zur Übersicht der Scopes",

  "Client secret": "Client-Secret",
  "Set, fingerprint <code>{fingerprint}</code>, replaced {when} by {who}.":
    "Gesetzt, Fingerabdruck <code>{fingerprint}</code>, {when} von {who} ersetzt.",
  "Set, fingerprint <code>{fingerprint}</code>, replaced {when}.":
    "Gesetzt, Fingerabdruck <code>{fingerprint}</code>, {when} ersetzt.",
  "Nobody can read the secret back. Owners and admins can replace it.":
    "Niemand kann das Secret wieder auslesen. Inhaber und Admins können es ersetzen.",
  "New secret": "Neues Secret",
  "{verified:number} of {live:number} portals verified under the new secret":
    "{verified:number} von {live:number} Portalen mit dem neuen Secret bestätigt",
  "The previous secret, fingerprint <code>{fingerprint}</code>, is kept until {when} and tried only when HubSpot refuses the new one.":
    "Das vorige Secret, Fingerabdruck <code>{fingerprint}</code>, wird bis {when} aufbewahrt und nur verwendet, wenn HubSpot das neue ablehnt.",
  "It was last needed {when}: HubSpot did not accept the new one then.":
    "Es wurde zuletzt {when} gebraucht: Da hat HubSpot das neue nicht angenommen.",
  "It has not been needed.": "Es wurde nicht gebraucht.",
  "Waiting for their next refresh: {portals} and {more:number} more":
    "Noch vor der nächsten Erneuerung: {portals} und {more:number} weitere",
  "Waiting for their next refresh: {portals}": "Noch vor der nächsten Erneuerung: {portals}",
  "Drop the old secret now": "Altes Secret jetzt verwerfen",
  "Drop the old client secret of {app}?": "Altes Client-Secret von {app} verwerfen?",
  "From now on only the new secret is used.": "Von nun an wird nur das neue Secret verwendet.",
  "Every live portal has been verified under it.": "Jedes aktive Portal ist damit bestätigt.",
  "{count:number} portals have not been verified under it yet.": {
    one: "Ein Portal ist damit noch nicht bestätigt.",
    other: "{count:number} Portale sind damit noch nicht bestätigt.",
  },
  "Drop old secret": "Altes Secret verwerfen",
  "The old secret was dropped.": "Das alte Secret wurde verworfen.",
  "It was dropped already.": "Es war schon verworfen.",

  "The webhooks journal is read once a minute from now on.":
    "Das Webhooks-Journal wird ab jetzt einmal pro Minute gelesen.",
  "The webhooks journal is no longer read.": "Das Webhooks-Journal wird nicht mehr gelesen.",
  "HubSpot tells nobody when a customer removes the app. Its webhooks journal knows.":
    "HubSpot meldet nicht, wenn ein Kunde die App entfernt. Im Webhooks-Journal steht es.",
  "The journal is read once a minute, switched on {when}.":
    "Das Journal wird einmal pro Minute gelesen, eingeschaltet {when}.",
  "The journal is read once a minute.": "Das Journal wird einmal pro Minute gelesen.",
  "Last read {when}.": "Zuletzt {when} gelesen.",
  "Not read yet.": "Noch nicht gelesen.",
  "The journal is not read. An uninstall shows as a refused refresh, within the half hour that an access token lives.":
    "Das Journal wird nicht gelesen. Eine Deinstallation zeigt sich als abgelehnte Erneuerung, binnen der halben Stunde, die ein Zugriffstoken gilt.",
  "The last look did not go well": "Beim letzten Lesen gab es ein Problem",

  "Saved. Token renewal: {policy}.": "Gespeichert. Erneuerung der Token: {policy}.",
  "When Portico asks HubSpot for new access tokens.":
    "Wann Portico bei HubSpot um neue Zugriffstoken bittet.",
  "{count:number} portals have a working grant; {used:number} of them had a token read in the last 24 hours.":
    {
      one: "{count:number} Portal hat eine gültige Freigabe; davon wurde bei {used:number} in den letzten 24 Stunden ein Token abgerufen.",
      other:
        "{count:number} Portale haben eine gültige Freigabe; davon wurde bei {used:number} in den letzten 24 Stunden ein Token abgerufen.",
    },
  "{count:number} are waiting to be renewed, most urgent first.": {
    one: "{count:number} wartet auf die Erneuerung.",
    other: "{count:number} warten auf die Erneuerung, die dringendsten zuerst.",
  },
  "HubSpot fails this app's refreshes, so they pause":
    "Die Erneuerungen dieser App schlagen bei HubSpot fehl, darum ruhen sie",
  "HubSpot answers that it gets too many calls (429).":
    "HubSpot antwortet, dass es zu viele Aufrufe erhält (429).",
  "HubSpot does not answer.": "HubSpot antwortet nicht.",
  "HubSpot answers that it cannot serve (5xx).":
    "HubSpot antwortet, dass es die Anfragen nicht bearbeiten kann (5xx).",
  "{n:number} more failed since the pause began {when}.":
    "Die Pause begann {when}; weitere Fehlschläge seitdem: {n:number}.",
  "The pause began {when}.": "Die Pause begann {when}.",
  "Access tokens that are still valid are served, and no portal is given up.":
    "Noch gültige Zugriffstoken werden ausgegeben, und kein Portal wird aufgegeben.",
  "One call tries again {when}.": "Ein einzelner Aufruf versucht es {when} wieder.",
  "One call tries again as soon as a token is due.":
    "Ein einzelner Aufruf versucht es wieder, sobald ein Token fällig ist.",

  "Delete app": "App löschen",
  "{count:number} portals are still connected through this app. Revoke them first; then the app can be deleted.":
    {
      one: "Ein Portal ist noch über diese App verbunden. Widerrufen Sie es zuerst; dann lässt sich die App löschen.",
      other:
        "{count:number} Portale sind noch über diese App verbunden. Widerrufen Sie sie zuerst; dann lässt sich die App löschen.",
    },
  "and {n:number} more": "und {n:number} weitere",
  "Delete {app}?": "{app} löschen?",
  "The stored client ID and client secret are removed for good.":
    "Client-ID und Client-Secret, die hier gespeichert sind, werden endgültig entfernt.",
  "Portals of this app that were revoked or refused disappear from the list, with their grants.":
    "Widerrufene oder abgelehnte Portale dieser App verschwinden mit ihren Freigaben aus der Liste.",
  "The activity log keeps everything that happened.":
    "Das Protokoll bewahrt alles, was geschehen ist.",
  "Nothing changes in HubSpot: the app itself stays there.":
    "In HubSpot ändert sich nichts: Die App selbst bleibt dort.",
  "Type the app's name to confirm": "Zum Bestätigen den Namen der App eingeben",
  "No portal is connected through this app, so it can be deleted.":
    "Über diese App ist kein Portal verbunden, darum lässt sie sich löschen.",
} satisfies Sentences;

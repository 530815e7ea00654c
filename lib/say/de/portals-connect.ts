import type { Sentences } from "../sentence";

/** Connecting a portal: what the server says. */
export const portalsConnect = {
  "Connect portal · Portals": "Portal verbinden · Portale",
  "Connection result · Portals": "Ergebnis der Verbindung · Portale",
  "Connection not finished · Portals": "Verbindung nicht abgeschlossen · Portale",
  "Reconnect {portal}": "{portal} neu verbinden",
  "HubSpot asks for consent for Hub ID {hub} again. Its history stays; the new grant becomes the current one.":
    "HubSpot fragt für die Hub-ID {hub} erneut um Zustimmung. Der Verlauf bleibt; die neue Freigabe wird die aktuelle.",
  "HubSpot shows its consent page, where somebody chooses the account and agrees to the scopes. Then you come back here.":
    "HubSpot zeigt seine Zustimmungsseite. Dort wählt jemand den Account und stimmt den Scopes zu. Danach kommen Sie hierher zurück.",
  "Add app": "App hinzufügen",
  "A portal is connected through a HubSpot app: its client ID, client secret and scopes.":
    "Ein Portal wird über eine HubSpot-App verbunden: mit ihrer Client-ID, ihrem Client-Secret und ihren Scopes.",
  "In HubSpot, only a super admin or somebody with App Marketplace access can install an app. If the person cancels there, HubSpot tells nobody: the attempt expires after 10 minutes and nothing is stored.":
    "In HubSpot kann nur ein Super-Admin oder jemand mit Zugriff auf den App Marketplace eine App installieren. Bricht die Person dort ab, meldet HubSpot das nicht: Der Versuch läuft nach 10 Minuten ab, und nichts wird gespeichert.",
  "Your attempts that did not come back": "Ihre nicht abgeschlossenen Versuche",
  "Open, expires {when}": "Offen, läuft {when} ab",
  "All portals": "Alle Portale",
  "Open {name}": "{name} öffnen",

  "Finishing the connection": "Die Verbindung wird abgeschlossen",
  "Waiting for HubSpot": "Warten auf HubSpot",
  "HubSpot gave the tokens, and they are kept safe. It has not said yet which account they are for; Portico keeps asking, and this page shows the result by itself.":
    "HubSpot hat die Token ausgestellt, und sie sind sicher verwahrt. Für welchen Account sie gelten, hat es noch nicht gesagt; Portico fragt weiter, und diese Seite zeigt das Ergebnis von selbst.",
  "Portico is exchanging the code with HubSpot. That may take up to a minute when HubSpot is slow. This page shows the result by itself.":
    "Portico tauscht den Code bei HubSpot ein. Das kann bis zu einer Minute dauern, wenn HubSpot langsam ist. Diese Seite zeigt das Ergebnis von selbst.",
  "HubSpot does not come back here: paste the address it redirected to.":
    "HubSpot kommt nicht hierher zurück: Fügen Sie die Adresse ein, zu der es weitergeleitet hat.",
  "The consent page is still open, or somebody cancelled there: HubSpot does not tell.":
    "Die Zustimmungsseite ist noch offen, oder jemand hat dort abgebrochen: HubSpot sagt es nicht.",
  "This attempt through {app} expires {when}.": "Dieser Versuch über {app} läuft ab: {when}.",

  Connected: "Verbunden",
  "The portal has been removed since.": "Das Portal wurde seitdem entfernt.",
  "The new grant of {portal} is held back": "Die neue Freigabe von {portal} wird zurückgehalten",
  "{portal} is reconnected": "{portal} ist neu verbunden",
  "{portal} is connected": "{portal} ist verbunden",
  "It may do less than the grant in use, which therefore stays. The portal's page asks which of the two is to be used.":
    "Sie darf weniger als die verwendete Freigabe, die deshalb bleibt. Die Seite des Portals fragt, welche der beiden verwendet werden soll.",
  "The new grant is the current one; the portal's history was kept.":
    "Die neue Freigabe ist die aktuelle; der Verlauf des Portals bleibt erhalten.",
  "Portico keeps its access token fresh from now on.":
    "Portico erneuert sein Zugriffstoken ab jetzt rechtzeitig.",
  "Connect another": "Weiteres verbinden",
  "The connection": "Die Verbindung",
  "Still asking HubSpot; the portal's page will tell":
    "HubSpot wird noch gefragt; die Seite des Portals zeigt es",
  "HubSpot did not tell the email": "HubSpot hat die E-Mail-Adresse nicht genannt",
  "HubSpot user {id}": "HubSpot-Benutzer {id}",
  Through: "Über",
  "Started by": "Begonnen von",
  "Access token expires": "Zugriffstoken läuft ab",
  "Granted scopes": "Gewährte Scopes",
} satisfies Sentences;

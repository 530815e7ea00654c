import type { Sentences } from "../sentence";

/** The list of portals, its selection and views: what is said in the browser too. */
export const portalsListClient = {
  Sort: "Sortieren",
  "Select {portal}": "{portal} auswählen",
  "Acts on several portals": "Aktionen für mehrere Portale",
  "Select this page": "Diese Seite auswählen",
  "Select all {total:number} matching": "Alle {total:number} passenden auswählen",
  "Filter to at most {most:number} to select all matching.":
    "Filtern Sie auf höchstens {most:number}, um alle passenden auszuwählen.",
  "Clear selection": "Auswahl aufheben",
  "{count:number} portals selected": {
    one: "{count:number} Portal ausgewählt",
    other: "{count:number} Portale ausgewählt",
  },
  "{count:number} portals selected, {others:number} on other pages": {
    one: "{count:number} Portal ausgewählt, {others:number} auf anderen Seiten",
    other: "{count:number} Portale ausgewählt, {others:number} auf anderen Seiten",
  },
  "{count:number} portals": { one: "{count:number} Portal", other: "{count:number} Portale" },
  "More than 10,000 portals": "Mehr als 10.000 Portale",
  "The first {most:number} of {portals:number} portals":
    "Die ersten {most:number} von {portals:number} Portalen",

  "Refresh selected": "Ausgewählte erneuern",
  "Revoke selected": "Ausgewählte widerrufen",
  "Uninstall selected": "In ausgewählten deinstallieren",
  "Refresh {count:number} portals": {
    one: "{count:number} Portal erneuern",
    other: "{count:number} Portale erneuern",
  },
  "Revoke {count:number} portals": {
    one: "{count:number} Portal widerrufen",
    other: "{count:number} Portale widerrufen",
  },
  "Uninstall {count:number} portals": {
    one: "In {count:number} Portal deinstallieren",
    other: "In {count:number} Portalen deinstallieren",
  },
  "Type the phrase to confirm": "Geben Sie zur Bestätigung den Text ein",
  "HubSpot is asked for a new access token of each portal. Nothing else changes.":
    "HubSpot wird für jedes Portal um ein neues Zugriffstoken gebeten. Sonst ändert sich nichts.",
  "It runs in the background; a page shows how it goes, and it can be cancelled.":
    "Das läuft im Hintergrund; eine Seite zeigt den Fortschritt, und es lässt sich abbrechen.",
  "What stops: HubSpot refuses each refresh token at once, and Portico wipes the stored tokens.":
    "Was endet: HubSpot lehnt jedes Refresh-Token sofort ab, und Portico löscht die gespeicherten Token.",
  "What does not stop: access tokens that were already issued work until they expire, at most half an hour.":
    "Was nicht endet: Bereits ausgestellte Zugriffstoken gelten bis zu ihrem Ablauf, höchstens eine halbe Stunde.",
  "The app stays installed in each account. Somebody must reconnect to use a portal again.":
    "Die App bleibt in jedem Account installiert. Um ein Portal wieder zu verwenden, muss jemand es neu verbinden.",
  "Other portals here that hold one of the same refresh tokens end with it; the job says so in their activity.":
    "Andere Portale hier, die eines derselben Refresh-Token haben, enden mit ihm; in deren Aktivität steht das dann.",
  "The app is removed from each account, and its webhooks and cards there stop.":
    "Die App wird aus jedem Account entfernt; ihre Webhooks und Karten dort enden.",
  "HubSpot e-mails the super admins of every one of these accounts, with a link to install it again.":
    "HubSpot schickt den Super-Admins jedes dieser Accounts eine E-Mail mit einem Link zum erneuten Installieren.",
  "Each refresh token is revoked, and Portico wipes the stored tokens.":
    "Jedes Refresh-Token wird widerrufen, und Portico löscht die gespeicherten Token.",
  "Access tokens that were already issued die at once or when they expire, at most half an hour.":
    "Bereits ausgestellte Zugriffstoken enden sofort oder mit ihrem Ablauf, nach höchstens einer halben Stunde.",

  "Done.": "Erledigt.",
  "This was not done.": "Das wurde nicht ausgeführt.",
  Undo: "Rückgängig machen",
  Rename: "Umbenennen",
  "Rows per page": "Zeilen pro Seite",
  "Name of the view": "Name der Ansicht",
  "Save view": "Ansicht speichern",
  "Filters, search and sort are kept, for you alone. Its address works for everybody.":
    "Filter, Suche und Sortierung werden nur für Sie gespeichert. Die Adresse der Ansicht funktioniert für alle.",
  "Change the view {name}": "Ansicht {name} ändern",
  "The view {name}": "Die Ansicht {name}",
  "The link is copied. Whoever may sign in sees the same list.":
    "Der Link ist kopiert. Wer sich anmelden darf, sieht dieselbe Liste.",
  "Copy link": "Link kopieren",
  "Delete view": "Ansicht löschen",
} satisfies Sentences;

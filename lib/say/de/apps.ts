import type { Sentences } from "../sentence";
import { appsOne } from "./apps-one";
import { appsUse } from "./apps-use";

/** Apps, and how to use what they give: what the server says. */
export const apps = {
  ...appsOne,
  ...appsUse,
  Apps: "Apps",
  "Add app · Apps": "App hinzufügen · Apps",
  "Add app": "App hinzufügen",
  "Copy these values from your app in HubSpot, and register the redirect URI there.":
    "Übernehmen Sie diese Werte aus Ihrer App in HubSpot, und tragen Sie dort die Redirect-URI ein.",
  "The HubSpot apps through which portals are connected.":
    "Die HubSpot-Apps, über die Portale verbunden sind.",
  "The app was deleted. Its history stays in the activity log.":
    "Die App wurde gelöscht. Der Verlauf bleibt im Protokoll.",
  "No app yet": "Noch keine App",
  "Portals are connected through a HubSpot app. Add yours with its client ID, client secret and scopes.":
    "Portale werden über eine HubSpot-App verbunden. Fügen Sie Ihre hinzu, mit Client-ID, Client-Secret und Scopes.",
  "Portals are connected through a HubSpot app. An owner or admin adds it.":
    "Portale werden über eine HubSpot-App verbunden. Ein Inhaber oder Admin fügt sie hinzu.",
  "HubSpot apps": "HubSpot-Apps",
  App: "App",
  "Live portals": "Aktive Portale",
  "Copy client ID of {app}": "Client-ID von {app} kopieren",
  "Refused by HubSpot": "Von HubSpot abgelehnt",
  "In use": "In Gebrauch",
  "v1, ends soon": "v1, endet bald",
  "Saved.": "Gespeichert.",
  "Saved. {count:number} portals have not granted every scope the app now requires; reconnect to get them.":
    {
      one: "Gespeichert. {count:number} Portal hat nicht alle Scopes gewährt, die die App jetzt erfordert; verbinden Sie es neu, um die fehlenden zu erhalten.",
      other:
        "Gespeichert. {count:number} Portale haben nicht alle Scopes gewährt, die die App jetzt erfordert; verbinden Sie sie neu, um die fehlenden zu erhalten.",
    },
  "Moved to 2026-09. HubSpot accepts the credentials there.":
    "Auf 2026-09 umgestellt. HubSpot nimmt die Zugangsdaten dort an.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** The inspector: what is said in the browser too. */
export const activityInspectorClient = {
  Token: "Token",
  "An access token or a refresh token. It is not stored, not logged and not shown again; the activity log keeps a fingerprint.":
    "Ein Zugriffstoken oder ein Refresh-Token. Es wird nicht gespeichert, nicht geloggt und nicht noch einmal angezeigt; das Protokoll behält einen Fingerabdruck.",
  App: "App",
  "The app the token was issued to. HubSpot calls a token of another app inactive.":
    "Die App, für die das Token ausgestellt wurde. Ein Token einer anderen App nennt HubSpot inaktiv.",
  Inspect: "Prüfen",
  Result: "Ergebnis",
  Type: "Typ",
  "Access token": "Zugriffstoken",
  "Refresh token": "Refresh-Token",
  "Not known": "Nicht bekannt",
  "Portal here": "Portal hier",
  "None holds it": "In keinem gespeichert",
  Fingerprint: "Fingerabdruck",
  "Correlation ID": "Korrelations-ID",
  "Copy correlation ID": "Korrelations-ID kopieren",
  Scopes: "Scopes",
  "HubSpot named none.": "HubSpot hat keine genannt.",
  "HubSpot left it out": "HubSpot hat es weggelassen",
  "User email": "E-Mail des Benutzers",
  "User ID": "Benutzer-ID",
  "Hub ID": "Hub-ID",
  "Copy Hub ID": "Hub-ID kopieren",
  Domain: "Domain",
  "HubSpot app ID": "HubSpot-App-ID",
  "Client ID": "Client-ID",
  "Copy client ID": "Client-ID kopieren",
  Expires: "Läuft ab",
  "Refresh tokens do not expire by time": "Refresh-Token haben kein Ablaufdatum",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** What the shared components say. */
export const shellClientParts = {
  Copy: "Kopieren",
  Copied: "Kopiert",
  "Press Ctrl+C to copy": "Zum Kopieren Strg+C drücken",
  "Nothing matches these filters": "Nichts passt zu diesen Filtern",
  "Clear filters": "Filter zurücksetzen",
  Why: "Warum",
  "What happens next": "Wie es weitergeht",
  "What you can do": "Was Sie tun können",
  Request: "Anfrage",
  "HubSpot correlation": "HubSpot-Korrelation",
  "Copy reference": "Referenz kopieren",
  "It is shown only now: {note}": "Wird nur jetzt angezeigt: {note}",
  Connected: "Verbunden",
  Degraded: "Gestört",
  "Needs reconnect": "Neu zu verbinden",
  Revoked: "Widerrufen",
  Uninstalled: "Deinstalliert",
  "App error": "App-Fehler",
  "HubSpot accepts the connection and tokens are refreshed on time.":
    "HubSpot nimmt die Verbindung an, und die Token werden rechtzeitig erneuert.",
  "Nobody has to act.": "Niemand muss etwas tun.",
  "The last refresh failed for a passing reason, such as HubSpot not answering.":
    "Die letzte Erneuerung ist aus einem vorübergehenden Grund fehlgeschlagen, etwa weil HubSpot nicht antwortete.",
  "Portico tries again by itself.": "Portico versucht es von selbst noch einmal.",
  "HubSpot refused the grant. Usually the app was uninstalled or access was removed.":
    "HubSpot hat die Freigabe abgelehnt. Meist wurde die App deinstalliert oder der Zugriff entzogen.",
  "An admin sends the customer a reconnect link.":
    "Ein Admin schickt dem Kunden einen Link zum Neuverbinden.",
  "The refresh token was deleted from here on purpose.":
    "Das Refresh-Token wurde von hier aus absichtlich gelöscht.",
  "Reconnect only if the portal is to be used again.":
    "Verbinden Sie nur neu, wenn das Portal wieder genutzt werden soll.",
  "The app is no longer installed in this HubSpot account.":
    "Die App ist in diesem HubSpot-Account nicht mehr installiert.",
  "The customer installs the app again if it is needed.":
    "Der Kunde installiert die App wieder, falls sie gebraucht wird.",
  "HubSpot refuses the app's own client ID or secret. All its portals are paused.":
    "HubSpot lehnt die Client-ID oder das Client-Secret der App ab. Alle ihre Portale ruhen.",
  "An admin corrects the app's credentials once.":
    "Ein Admin korrigiert einmal die Zugangsdaten der App.",
  "Revocation pending": "Widerruf steht aus",
  "What the statuses mean": "Was die Status bedeuten",
  "Requested but not granted": "Angefordert, aber nicht gewährt",
  Granted: "Gewährt",
  "Granted but no longer requested": "Gewährt, aber nicht mehr angefordert",
  None: "Keine",
  Required: "Erforderlich",
  Optional: "Optional",
  "HubSpot is slow to answer. Portico waits up to a minute, because giving up could cost the grant. You can leave this page; the work goes on.":
    "HubSpot antwortet langsam. Portico wartet bis zu einer Minute, denn ein Abbruch könnte die Freigabe kosten. Sie können diese Seite verlassen; die Arbeit geht weiter.",
  Done: "Erledigt",
  "You are here": "Sie sind hier",
  "To come": "Kommt noch",
  "Show the latest {count:number}": "Die neuesten {count:number} anzeigen",
  "Remove filter {label}: {value}": "Filter entfernen: {label}: {value}",
  "Active filters": "Aktive Filter",
  "Clear all": "Alle zurücksetzen",
  Pages: "Seiten",
  "{shown:number} of {total} {noun}": "{shown:number} von {total} {noun}",
  "Previous<more> page</more>": "Vorherige<more> Seite</more>",
  "Next<more> page</more>": "Nächste<more> Seite</more>",
  "Show<more> what is typed</more>": "Anzeigen<more>, was eingegeben ist</more>",
  "Hide<more> what is typed</more>": "Verbergen<more>, was eingegeben ist</more>",
  Loading: "Wird geladen",
  "Working on it": "In Arbeit",
  "Expected: {text}": "Erwartet: {text}",
  "This does not match {text}.": "Das stimmt nicht mit {text} überein.",
  "This was not done.": "Das wurde nicht ausgeführt.",
  Cancel: "Abbrechen",
  Close: "Schließen",
  "(opens in a new tab)": "(öffnet sich in einem neuen Tab)",
  Notifications: "Benachrichtigungen",
  Dismiss: "Ausblenden",
} satisfies Sentences;

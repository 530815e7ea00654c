import type { Sentences } from "../sentence";

/** The frame around every page, the palette and the keys. */
export const shellClientFrame = {
  Sidebar: "Seitenleiste",
  Main: "Hauptnavigation",
  navigation: "Navigation",
  "Open navigation": "Navigation öffnen",
  "Close navigation": "Navigation schließen",
  "Account of {name}": "Konto von {name}",
  Profile: "Profil",
  "Sign out": "Abmelden",
  "Read-only": "Nur Lesezugriff",
  "You have read-only access": "Sie haben nur Lesezugriff",
  "Your role can look at portals and their history. It cannot connect, refresh or revoke, and it never sees a token or a secret.":
    "Ihre Rolle darf Portale und ihren Verlauf ansehen. Sie darf nicht verbinden, erneuern oder widerrufen und sieht nie ein Token oder ein Secret.",
  "If something has to change, ask {contact}.":
    "Wenn sich etwas ändern soll, fragen Sie {contact}.",
  "If something has to change, ask an admin.":
    "Wenn sich etwas ändern soll, fragen Sie einen Admin.",
  "Skip to content": "Zum Inhalt springen",
  Theme: "Farbschema",
  Light: "Hell",
  Dark: "Dunkel",
  System: "System",
  "Show what changed": "Änderungen anzeigen",
  "Find or go to": "Suchen oder öffnen",
  Ctrl: "Strg",
  "Enter|key": "Eingabe",
  "open|key": "öffnen",
  choose: "wählen",
  "all shortcuts": "alle Tastenkürzel",
  Found: "Gefunden",
  Activity: "Aktivität",
  Portals: "Portale",
  Apps: "Apps",
  Documentation: "Dokumentation",
  Do: "Aktionen",
  "Go to": "Öffnen",
  Recent: "Zuletzt",
  "With {name}": "Mit {name}",
  "It was not refreshed.": "Es wurde nicht erneuert.",
  "Find by Hub ID, domain, email, app, client ID or request ID":
    "Suchen nach Hub-ID, Domain, E-Mail, App, Client-ID oder Anfrage-ID",
  "Hub ID, domain, email, app, request ID, page…":
    "Hub-ID, Domain, E-Mail, App, Anfrage-ID, Seite …",
  "Nothing fits “{text}”. Hub IDs, domains, emails, apps, client IDs, request and correlation IDs are searched.":
    "Nichts passt zu „{text}“. Gesucht wird nach Hub-IDs, Domains, E-Mails, Apps, Client-IDs, Anfrage- und Korrelations-IDs.",
  "You are signed out. Reload the page to sign in again.":
    "Sie sind abgemeldet. Laden Sie die Seite neu, um sich wieder anzumelden.",
  "The search did not work. Try again in a moment.":
    "Die Suche hat nicht geklappt. Versuchen Sie es gleich noch einmal.",
  "The server did not answer. Check that Portico is running.":
    "Der Server hat nicht geantwortet. Prüfen Sie, ob Portico läuft.",
  "Find or go to anything (⌘ K on a Mac)": "Alles suchen oder öffnen (⌘ K auf einem Mac)",
  "Search this list": "Diese Liste durchsuchen",
  "Next row, or the page of the next": "Nächste Zeile oder deren Seite",
  "Row before, or the page of it": "Vorige Zeile oder deren Seite",
  "Open the row": "Zeile öffnen",
  "Select the row": "Zeile auswählen",
  "This help": "Diese Hilfe",
  Overview: "Übersicht",
  "Activity log": "Aktivitätsprotokoll",
  Team: "Team",
  Settings: "Einstellungen",
  "Keyboard shortcuts": "Tastenkürzel",
  "Everywhere and in lists": "Überall und in Listen",
  "Single keys are on": "Einzelne Tasten sind aktiv",
  "Kept in this browser. Switch them off if speech input or another program types them. Ctrl K always works.":
    "Gilt nur in diesem Browser. Schalten Sie sie aus, wenn eine Spracheingabe oder ein anderes Programm sie tippt. Strg K funktioniert immer.",
} satisfies Sentences;

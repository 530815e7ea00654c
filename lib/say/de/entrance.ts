import type { Sentences } from "../sentence";

/** Signing in, setting up, joining: what the server says. */
export const entrance = {
  "Demo notice": "Hinweis zur Demo",
  "Demo: every portal, person and token here is made up, and HubSpot is a simulator on this machine.":
    "Demo: Alle Portale, Personen und Token hier sind erfunden, und HubSpot ist ein Simulator auf diesem Rechner.",
  Join: "Beitreten",
  Setup: "Einrichtung",
  "Second factor": "Zweiter Faktor",
  "Signing in as {email}.": "Anmeldung als {email}.",
  "Lost your phone and your recovery codes? Another owner or admin, or whoever runs this server, can take the second factor away.":
    "Telefon und Wiederherstellungscodes verloren? Ein anderer Inhaber oder Admin oder der Betreiber dieses Servers kann den zweiten Faktor entfernen.",
  "Forgotten your password? An owner or admin of this console can make you a reset link.":
    "Passwort vergessen? Ein Inhaber oder Admin dieser Konsole kann Ihnen einen Link zum Zurücksetzen erstellen.",
  "Portico is not set up yet": "Portico ist noch nicht eingerichtet",
  "There is no account to sign in with. Open the one-time link that npm start printed.":
    "Es gibt noch kein Konto zum Anmelden. Öffnen Sie den Einmal-Link, den npm start ausgegeben hat.",
  "You are signed out.": "Sie sind abgemeldet.",
  "The owner who keeps a password": "Der Inhaber, der ein Passwort behält",
  or: "oder",
  "Set up Portico|title": "Portico einrichten",
  "Create the account that owns this console. It can invite everybody else.":
    "Legen Sie das Konto an, dem diese Konsole gehört. Damit lassen sich alle anderen einladen.",
  "Setup steps": "Schritte der Einrichtung",
  "Owner account": "Inhaberkonto",
  "Add your HubSpot app": "HubSpot-App hinzufügen",
  "Connect a portal": "Portal verbinden",
  Checks: "Prüfungen",
  fine: "in Ordnung",
  "needs attention": "braucht Aufmerksamkeit",
  Address: "Adresse",
  "You are at {address}, as configured.": "Sie sind unter {address}, wie eingestellt.",
  "PORTICO_URL is {address}, but this page was opened at {other}. Set PORTICO_URL to the address people use.":
    "PORTICO_URL ist {address}, aber diese Seite wurde unter {other} geöffnet. Setzen Sie PORTICO_URL auf die Adresse, die alle verwenden.",
  "PORTICO_URL is {address}, but this page was opened at another address. Set PORTICO_URL to the address people use.":
    "PORTICO_URL ist {address}, aber diese Seite wurde unter einer anderen Adresse geöffnet. Setzen Sie PORTICO_URL auf die Adresse, die alle verwenden.",
  Transport: "Übertragung",
  "HTTPS.": "HTTPS.",
  "Plain HTTP on this machine only.": "Unverschlüsseltes HTTP, nur auf diesem Rechner.",
  "Plain HTTP over a network: passwords could be read on the way. Put Portico behind HTTPS.":
    "Unverschlüsseltes HTTP über ein Netz: Passwörter könnten unterwegs gelesen werden. Stellen Sie Portico hinter HTTPS.",
  Database: "Datenbank",
  "PostgreSQL answers and its tables are up to date.":
    "PostgreSQL antwortet, und die Tabellen sind auf dem neuesten Stand.",
  "The tables are not up to date. Stop Portico and run npm start again.":
    "Die Tabellen sind nicht auf dem neuesten Stand. Halten Sie Portico an, und starten Sie es wieder mit npm start.",
  "Encryption keys": "Schlüssel",
  "They fit this database. Back up the key file.":
    "Sie passen zu dieser Datenbank. Sichern Sie die Schlüsseldatei.",
  "They could not be checked. The server log says why.":
    "Sie konnten nicht geprüft werden. Der Grund steht im Server-Log.",
} satisfies Sentences;

import type { Sentences } from "../sentence";

/** What tables of `lib` say in the browser: roles, permissions, events, kinds of data, what became of a message, passkeys. */
export const settingsTablesClient = {
  Owner: "Inhaber",
  Admin: "Admin",
  Support: "Support",
  Portals: "Portale",
  "Ending connections": "Verbindungen beenden",
  Activity: "Aktivität",
  People: "Personen",
  Settings: "Einstellungen",
  Oneself: "Eigenes Konto",
  "Look portals up": "Portale ansehen",
  "Write notes, and ask for a reconnect": "Notizen schreiben und um Neuverbindung bitten",
  "Set who looks after a portal, and its tags":
    "Festlegen, wer ein Portal betreut, und Schlagwörter vergeben",
  "Also deletes notes that others wrote.": "Löscht auch Notizen, die andere geschrieben haben.",
  "Connect and reconnect portals": "Portale verbinden und neu verbinden",
  "Refresh access tokens": "Zugriffstoken erneuern",
  "Refresh what is known of a portal": "Angaben zu einem Portal aktualisieren",
  "Make test calls to HubSpot": "Testaufrufe an HubSpot senden",
  "Export the list of portals": "Die Liste der Portale exportieren",
  "Import refresh tokens": "Refresh-Token importieren",
  "Revoke refresh tokens": "Refresh-Token widerrufen",
  "Ends a connection: its services stop getting tokens.":
    "Beendet eine Verbindung: Deren Dienste bekommen keine Token mehr.",
  "Uninstall apps from portals": "Apps aus Portalen deinstallieren",
  "Takes the app out of the customer's HubSpot account.":
    "Entfernt die App aus dem HubSpot-Account des Kunden.",
  "Inspect tokens that somebody pastes": "Eingefügte Token prüfen",
  "Reveal access tokens": "Zugriffstoken anzeigen lassen",
  "Only where an owner has allowed it under System.":
    "Nur wo ein Inhaber es unter „System“ erlaubt hat.",
  "Look apps up": "Apps ansehen",
  "Change apps": "Apps ändern",
  "Their client secret, scopes and ways to install, and deleting them.":
    "Auch Client-Secret, Scopes, Zugänge und das Löschen.",
  "Add apps": "Apps hinzufügen",
  "Read the activity log": "Das Protokoll lesen",
  "Export the activity log": "Das Protokoll exportieren",
  "See the team": "Team ansehen",
  "Invite, change and disable people": "Personen einladen, ändern und sperren",
  "Only those whose role holds nothing that theirs does not.":
    "Nur Personen, deren Rolle nichts enthält, was die eigene nicht hat.",
  "Manage owners, and everybody's sessions": "Inhaber verwalten und die Sitzungen aller",
  "Make and change roles": "Rollen anlegen und ändern",
  "Make API keys": "API-Schlüssel anlegen",
  "A key can read the tokens of every portal: this is as much as an admin has.":
    "Ein Schlüssel kann die Token jedes Portals abrufen: So viel darf sonst nur ein Admin.",
  "Decide who is told of events": "Festlegen, wer von Ereignissen erfährt",
  "Change how the pages for customers look": "Das Aussehen der Seiten für Kunden ändern",
  "See how the installation is": "Den Zustand der Installation ansehen",
  "Manage keys, backups, sign-in, and how long data is kept":
    "Schlüssel, Sicherungen, Anmeldung und Aufbewahrung von Daten verwalten",
  "Manage their own account": "Das eigene Konto verwalten",
  "Get working access tokens.": "Gültige Zugriffstoken holen.",
  "List portals, and see installer, scopes and health.":
    "Portale auflisten und sehen, wer installiert hat, Scopes und Zustand.",
  "Refresh now, and revoke refresh tokens.": "Jetzt erneuern und Refresh-Token widerrufen.",
  "Read from HubSpot through Portico.": "Über Portico aus HubSpot lesen.",
  "Change data in HubSpot through Portico.": "Über Portico Daten in HubSpot ändern.",
  "Portal connected": "Portal verbunden",
  "Portal degraded": "Portal gestört",
  "Portal recovered": "Portal läuft wieder",
  "Portal needs a reconnect": "Portal ist neu zu verbinden",
  "Refresh token revoked": "Refresh-Token widerrufen",
  "App uninstalled": "App deinstalliert",
  "Granted scopes changed": "Gewährte Scopes geändert",
  "App credentials refused": "Zugangsdaten der App abgelehnt",
  "App recovered": "App läuft wieder",
  "Install limit nearly reached": "Installationsgrenze fast erreicht",
  "HubSpot does not answer": "HubSpot antwortet nicht",
  "HubSpot answers again": "HubSpot antwortet wieder",
  "A webhook was switched off": "Ein Webhook wurde abgeschaltet",
  "A backup failed": "Eine Sicherung ist fehlgeschlagen",
  "The last backup is old": "Die letzte Sicherung ist alt",
  "Weekly note": "Wochenbericht",
  "The name leads to a private address, which Portico does not send to.":
    "Der Name führt zu einer privaten Adresse, an die Portico nicht sendet.",
  "It redirected; Portico does not follow. Use the address it redirects to.":
    "Es kam eine Weiterleitung; Portico folgt ihr nicht. Verwenden Sie die Adresse, zu der sie führt.",
  "No answer within 10 seconds.": "Keine Antwort innerhalb von 10 Sekunden.",
  "Its certificate is not valid for this name, or nobody here trusts it.":
    "Das Zertifikat gilt nicht für diesen Namen, oder hier vertraut ihm niemand.",
  "Nothing listens at that address.": "Unter dieser Adresse antwortet niemand.",
  "It could not be reached.": "Es war nicht erreichbar.",
  "No mail server is set (SMTP_URL).": "Es ist kein Mailserver eingestellt (SMTP_URL).",
  "The mail server refused the sign-in.": "Der Mailserver hat die Anmeldung abgelehnt.",
  "The mail server refused the message.": "Der Mailserver hat die Nachricht abgelehnt.",
  "The mail server could not be reached.": "Der Mailserver war nicht erreichbar.",
  "It did not work.": "Es hat nicht geklappt.",
  "Connection attempts": "Verbindungsversuche",
  "Trips to HubSpot's consent page that ended. The grants they made stay.":
    "Beendete Aufrufe der Zustimmungsseite von HubSpot. Die daraus entstandenen Freigaben bleiben.",
  "Ended sessions": "Beendete Sitzungen",
  "When and from where people were signed in. The activity log has its own lines.":
    "Wann und von wo Personen angemeldet waren. Das Protokoll hat eigene Zeilen.",
  "One-time links": "Einmal-Links",
  "Invitations and password resets that were used, withdrawn or ran out.":
    "Einladungen und Links zum Zurücksetzen des Passworts, die benutzt, zurückgezogen oder abgelaufen sind.",
  "Finished imports and bulk actions": "Abgeschlossene Importe und Sammelaktionen",
  "Their rows and outcomes. What they did stays.":
    "Zeilen und Ergebnisse. Was dadurch geschehen ist, bleibt.",
  "Events and deliveries": "Ereignisse und Zustellungen",
  "What was told to whom, and what came back. Replay reaches as far.":
    "Was wem gemeldet wurde und was zurückkam. So weit reicht das Nachsenden.",
  "Use by API keys": "Nutzung durch API-Schlüssel",
  "Which key read which portal's token on which day.":
    "Welcher Schlüssel an welchem Tag das Token welches Portals abgerufen hat.",
  "What support looked up": "Was der Support angesehen hat",
  "Who looked at which portal on which day. What was done has its own lines.":
    "Wer an welchem Tag welches Portal angesehen hat. Was getan wurde, hat eigene Zeilen.",
  "Installers of ended grants": "Wer beendete Freigaben erteilt hat",
  "Address and HubSpot user id of who made a grant that was replaced, revoked or uninstalled. The grant's dates and scopes stay.":
    "Adresse und HubSpot-Benutzer-ID von allen, deren Freigabe ersetzt, widerrufen oder durch Deinstallation beendet wurde. Zeitpunkte und Scopes der Freigabe bleiben.",
  "The activity log": "Das Aktivitätsprotokoll",
  "Who did what, and when. It is cut at a signed checkpoint, so what is left stays provable. Export it first.":
    "Wer wann was getan hat. Es wird an einem signierten Prüfpunkt abgeschnitten, damit der Rest nachweisbar bleibt. Exportieren Sie es vorher.",
  "This device has a passkey for this account already.":
    "Dieses Gerät hat schon einen Passkey für dieses Konto.",
  "No passkey was chosen, or it took too long. Try again.":
    "Es wurde kein Passkey gewählt, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.",
  "This browser has no passkeys. Sign in another way, or use another browser.":
    "Dieser Browser kennt keine Passkeys. Melden Sie sich anders an, oder verwenden Sie einen anderen Browser.",
  "The browser could not use a passkey here. Try again.":
    "Der Browser konnte hier keinen Passkey verwenden. Versuchen Sie es noch einmal.",
} satisfies Sentences;

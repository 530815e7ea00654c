import type { Sentences } from "../sentence";

/** What is wrong with a field about apps, portals, keys and alerts. */
export const verbsFieldsApps = {
  "Not a scope name: {names}. Scopes are letters, digits, dots, hyphens and underscores.":
    "Kein Name eines Scopes: {names}. Scopes bestehen aus Buchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen.",
  "Use at most 300 scopes.": "Höchstens 300 Scopes.",
  "Enter the redirect URI that is registered in HubSpot.":
    "Geben Sie die Redirect-URI ein, die in HubSpot eingetragen ist.",
  "Enter the client ID from the Auth tab of your HubSpot app.":
    "Geben Sie die Client-ID aus dem Tab „Auth“ Ihrer HubSpot-App ein.",
  "This is too long for a client ID.": "Das ist zu lang für eine Client-ID.",
  "A client ID has no spaces or special characters. Copy it again from HubSpot.":
    "Eine Client-ID hat keine Leer- oder Sonderzeichen. Kopieren Sie sie noch einmal aus HubSpot.",
  "Enter the client secret from the Auth tab of your HubSpot app.":
    "Geben Sie das Client-Secret aus dem Tab „Auth“ Ihrer HubSpot-App ein.",
  "This is too short for a client secret. Copy it again from HubSpot.":
    "Das ist zu kurz für ein Client-Secret. Kopieren Sie es noch einmal aus HubSpot.",
  "This is too long for a client secret.": "Das ist zu lang für ein Client-Secret.",
  "A client secret has no spaces or special characters. Copy it again from HubSpot.":
    "Ein Client-Secret hat keine Leer- oder Sonderzeichen. Kopieren Sie es noch einmal aus HubSpot.",
  "Choose an API version.": "Wählen Sie eine API-Version.",
  "Remove {names} here: oauth is always a required scope.":
    "Entfernen Sie {names} hier: oauth ist immer ein erforderlicher Scope.",
  "Remove {names} here: each scope belongs to one list.":
    "Entfernen Sie {names} hier: Jeder Scope gehört in eine Liste.",
  "Choose what happens to the previous secret.":
    "Wählen Sie, was mit dem vorigen Secret geschieht.",
  "Enter a full address, for example https://portico.example.com/oauth/callback.":
    "Geben Sie eine volle Adresse ein, zum Beispiel https://portico.example.com/oauth/callback.",
  "HubSpot requires https. Plain http works for localhost only.":
    "HubSpot verlangt https. Unverschlüsseltes http geht nur für localhost.",
  "HubSpot does not accept IP addresses. Use a domain name, or localhost while testing.":
    "HubSpot nimmt keine IP-Adressen an. Verwenden Sie einen Domainnamen, oder localhost zum Testen.",
  "Remove the part after #. A redirect URI cannot have a fragment.":
    "Entfernen Sie den Teil nach #. Eine Redirect-URI darf kein Fragment haben.",
  "Remove the user name and password from the address.":
    "Entfernen Sie Benutzernamen und Passwort aus der Adresse.",
  "Remove the spaces. HubSpot compares the address character by character.":
    "Entfernen Sie die Leerzeichen. HubSpot vergleicht die Adresse Zeichen für Zeichen.",
  "Remove the spaces.": "Entfernen Sie die Leerzeichen.",
  "Enter a full address, for example https://www.example.com/welcome.":
    "Geben Sie eine volle Adresse ein, zum Beispiel https://www.example.com/welcome.",
  "Use https. Plain http works for localhost only.":
    "Verwenden Sie https. Unverschlüsseltes http geht nur für localhost.",
  "Another app here already uses this client ID.":
    "Eine andere App hier hat diese Client-ID schon.",
  "HubSpot did not take the subscription. The switch stays off; try again in a moment.":
    "HubSpot hat das Abonnement nicht angenommen. Der Schalter bleibt aus; versuchen Sie es gleich noch einmal.",
  "Choose when tokens are renewed.": "Wählen Sie, wann Token erneuert werden.",
  "HubSpot does not know the client ID of this app. Correct the client ID first. Nothing was changed.":
    "HubSpot kennt die Client-ID dieser App nicht. Korrigieren Sie zuerst die Client-ID. Es wurde nichts geändert.",
  "HubSpot refuses this secret for the client ID of this app. Nothing was changed.":
    "HubSpot lehnt dieses Secret für die Client-ID dieser App ab. Es wurde nichts geändert.",
  "Portals are connected through this client ID. Add the other client ID as a new app instead.":
    "Über diese Client-ID sind Portale verbunden. Fügen Sie die andere Client-ID stattdessen als neue App hinzu.",
  "Only somebody who sees every app changes a client ID. Ask an owner.":
    "Nur wer alle Apps sieht, ändert eine Client-ID. Fragen Sie einen Inhaber.",
  "Choose a limit.": "Wählen Sie eine Grenze.",
  "First set the app's redirect URI to {address}: a customer has to come back here.":
    "Setzen Sie zuerst die Redirect-URI der App auf {address}: Ein Kunde muss hierher zurückkommen.",
  "{app} takes Marketplace installs at the same redirect URI. Switch it off there first.":
    "{app} nimmt Installationen aus dem Marketplace mit derselben Redirect-URI an. Schalten Sie es dort zuerst ab.",
  "Another app takes Marketplace installs at the same redirect URI. Switch it off there first.":
    "Eine andere App nimmt Installationen aus dem Marketplace mit derselben Redirect-URI an. Schalten Sie es dort zuerst ab.",
  "You keep {most:number} views already. Delete one that you do not need.":
    "Sie haben schon {most:number} Ansichten. Löschen Sie eine, die Sie nicht brauchen.",
  "You have a view of this name. Choose another name.":
    "Sie haben schon eine Ansicht mit diesem Namen. Wählen Sie einen anderen.",
  "Choose 25, 50 or 100.": "Wählen Sie 25, 50 oder 100.",
  "Give the view a name.": "Geben Sie der Ansicht einen Namen.",
  "Reload the page and choose the portals again.":
    "Laden Sie die Seite neu, und wählen Sie die Portale noch einmal.",
  "Select at least one portal.": "Wählen Sie mindestens ein Portal aus.",
  "Select at most {most} portals at a time, for example with a filter.":
    "Wählen Sie höchstens {most} Portale auf einmal aus, zum Beispiel mit einem Filter.",
  "The selection is {count:number} portals now. Type {phrase} to confirm.": {
    one: "Die Auswahl umfasst jetzt {count:number} Portal. Geben Sie zur Bestätigung {phrase} ein.",
    other:
      "Die Auswahl umfasst jetzt {count:number} Portale. Geben Sie zur Bestätigung {phrase} ein.",
  },
  "The selection is {count:number} portals now, and was {before:number} before. Confirm once more.":
    {
      one: "Die Auswahl umfasst jetzt {count:number} Portal, vorher {before:number}. Bestätigen Sie noch einmal.",
      other:
        "Die Auswahl umfasst jetzt {count:number} Portale, vorher {before:number}. Bestätigen Sie noch einmal.",
    },
  "A portal has at most {most:number} notes. Delete old ones.":
    "Ein Portal hat höchstens {most:number} Notizen. Löschen Sie alte.",
  "Choose how it ended.": "Wählen Sie, wie es ausging.",
  "Write something.": "Schreiben Sie etwas.",
  "Choose a person of the list.": "Wählen Sie eine Person aus der Liste.",
  "That is too long.": "Das ist zu lang.",
  "Use at most 12 tags.": "Höchstens 12 Schlagwörter.",
  "A tag has at most 30 characters.": "Ein Schlagwort hat höchstens 30 Zeichen.",
  "This person has no access to this portal any more. Choose another.":
    "Diese Person hat keinen Zugang mehr zu diesem Portal. Wählen Sie eine andere.",
  "Choose an app.": "Wählen Sie eine App.",
  "A Hub ID is a number, for example 62515.": "Eine Hub-ID ist eine Zahl, zum Beispiel 62515.",
  "A Hub ID is a number, like 62515.": "Eine Hub-ID ist eine Zahl, zum Beispiel 62515.",
  "This is too long for an address.": "Das ist zu lang für eine Adresse.",
  "This address belongs to another attempt, or was changed on the way. Nothing was exchanged.":
    "Diese Adresse gehört zu einem anderen Versuch oder wurde unterwegs geändert. Es wurde nichts eingetauscht.",
  "Paste the address that HubSpot redirected to, or the code from it.":
    "Fügen Sie die Adresse ein, zu der HubSpot weitergeleitet hat, oder den Code daraus.",
  "This is neither an address nor a code. Copy the whole address from the browser.":
    "Das ist weder eine Adresse noch ein Code. Kopieren Sie die ganze Adresse aus dem Browser.",
  "This is not the redirect URI of the app. Copy the address HubSpot redirected to.":
    "Das ist nicht die Redirect-URI der App. Kopieren Sie die Adresse, zu der HubSpot weitergeleitet hat.",
  "There is no code in this address. Copy the whole address, from https to its end.":
    "In dieser Adresse steht kein Code. Kopieren Sie die ganze Adresse, von https bis zum Ende.",
  "Paste an access token or a refresh token.":
    "Fügen Sie ein Zugriffstoken oder ein Refresh-Token ein.",
  "This is too long for a HubSpot token.": "Das ist zu lang für ein Token von HubSpot.",
  "A token has no spaces or special characters. Copy it again, in one piece.":
    "Ein Token hat keine Leer- oder Sonderzeichen. Kopieren Sie es noch einmal, in einem Stück.",
  "Choose the app the token was issued to.":
    "Wählen Sie die App, für die das Token ausgestellt wurde.",
  "The file is larger than 1 MB. Split it and import the parts.":
    "Die Datei ist größer als 1 MB. Teilen Sie sie, und importieren Sie die Teile.",
  "The file is not UTF-8 text. Save it as CSV UTF-8 or JSON.":
    "Die Datei ist kein Text in UTF-8. Speichern Sie sie als CSV UTF-8 oder JSON.",
  "The file is empty.": "Die Datei ist leer.",
  "The file has {count:number} rows; one import takes up to {most:number}. Split it and import the parts.":
    "Die Datei hat {count:number} Zeilen; ein Import fasst bis zu {most:number}. Teilen Sie sie, und importieren Sie die Teile.",
  "The file has no rows below its header.": "Die Datei hat unter der Kopfzeile keine Zeilen.",
  "No column is called refresh_token. Name the columns in the first line: refresh_token, and if you have them hub_id and label.":
    "Keine Spalte heißt refresh_token. Benennen Sie die Spalten in der ersten Zeile: refresh_token und, wenn es sie gibt, hub_id und label.",
  "The quotation mark opened on line {line} is never closed.":
    "Das Anführungszeichen in Zeile {line} wird nie geschlossen.",
  "The file begins like a JSON list but cannot be read as one.":
    "Die Datei beginnt wie eine JSON-Liste, lässt sich aber nicht als solche lesen.",
  "Name fewer portals.": "Nennen Sie weniger Portale.",
  "Name at most 200 portals.": "Nennen Sie höchstens 200 Portale.",
  "Name the service that will use it.": "Nennen Sie den Dienst, der ihn verwenden wird.",
  "Choose when it ends.": "Wählen Sie, wann er endet.",
  "There is no such permission.": "Diese Berechtigung gibt es nicht.",
  "Choose at least one permission.": "Wählen Sie mindestens eine Berechtigung.",
  "Choose an app of the list.": "Wählen Sie eine App aus der Liste.",
  "An app you chose is gone. Reload the page.":
    "Eine App, die Sie gewählt haben, gibt es nicht mehr. Laden Sie die Seite neu.",
  "That address is of this machine or a private network. An operator may allow it with PORTICO_ALLOWED_RECEIVERS.":
    "Diese Adresse gehört zu diesem Rechner oder einem privaten Netz. Ein Betreiber kann sie mit PORTICO_ALLOWED_RECEIVERS erlauben.",
  "Use https, so that nobody reads along.": "Verwenden Sie https, damit niemand mitliest.",
  "No mail server is set: an operator sets SMTP_URL.":
    "Es ist kein Mailserver eingestellt: Ein Betreiber setzt SMTP_URL.",
  "There is no such event.": "Dieses Ereignis gibt es nicht.",
  "Enter the address that Portico should send to.":
    "Geben Sie die Adresse ein, an die Portico senden soll.",
  "That address is too long.": "Diese Adresse ist zu lang.",
  "That is not a web address. It looks like https://hooks.example.com/portico.":
    "Das ist keine Webadresse. So sieht eine aus: https://hooks.example.com/portico.",
  "Leave user name and password out of the address.":
    "Lassen Sie Benutzernamen und Passwort aus der Adresse weg.",
  "Enter a time like 22:00, or nothing.": "Geben Sie eine Zeit wie 22:00 ein, oder nichts.",
  "That is not an e-mail address.": "Das ist keine E-Mail-Adresse.",
  "Choose how the messages are sent.": "Wählen Sie, wie die Nachrichten gesendet werden.",
  "Enter where the messages go.": "Geben Sie ein, wohin die Nachrichten gehen.",
  "That is no address.": "Das ist keine Adresse.",
  "Enter both times, or none.": "Geben Sie beide Zeiten ein, oder keine.",
  "Choose a day.": "Wählen Sie einen Tag.",
  "Choose a day that has begun.": "Wählen Sie einen Tag, der begonnen hat.",
  "Events are kept for 30 days. Choose a later day.":
    "Ereignisse werden 30 Tage lang aufbewahrt. Wählen Sie einen späteren Tag.",
  "Enter a number of minutes.": "Geben Sie eine Anzahl von Minuten ein.",
  "Enter whole minutes.": "Geben Sie ganze Minuten ein.",
  "Enter 0 or more minutes.": "Geben Sie 0 oder mehr Minuten ein.",
  "Enter at most a day: 1440 minutes.": "Geben Sie höchstens einen Tag ein: 1440 Minuten.",
  "There are {most:number} webhooks and recipients already. Remove one that is no longer needed.":
    "Es gibt schon {most:number} Webhooks und Empfänger. Entfernen Sie einen, der nicht mehr gebraucht wird.",
} satisfies Sentences;

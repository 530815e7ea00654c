import type { TranslationOf } from "../message";
import type { en } from "./en";

/** Wie `en`; angeredet wird mit „Sie“. HubSpots eigene Namen (Super-Admin, App Marketplace) heißen wie dort. */
export const de: TranslationOf<typeof en> = {
  "theme.label": "Darstellung",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",
  "theme.system": "Automatisch",
  "language.label": "Sprache",
  "demo.label": "Hinweis zur Demo",
  "demo.text": "Demo: Alles hier ist erfunden, und HubSpot ist ein Simulator auf diesem Rechner.",
  "logo.alt": "Logo von {company}",
  "contact.label": "Noch Fragen?",
  "contact.from": "Hilfe von {company}:",

  "install.page": "Mit HubSpot verbinden",
  "install.title": "{app} mit HubSpot verbinden",
  "install.next":
    "Als Nächstes öffnet sich eine Seite von HubSpot. Dort wählen Sie den Account aus und stimmen zu oder brechen ab.",
  "install.who":
    "In HubSpot können nur Super-Admins und Personen mit Zugriff auf den App Marketplace eine App verbinden.",
  "install.go": "Weiter zu HubSpot",
  "install.asks": "{app} bittet um diese Berechtigungen",
  "install.asksOptional": "Falls in Ihrem Account vorhanden, außerdem",
  "install.learns": "{app} erfährt, wer die App installiert hat.",
  "install.learnsOnly": "{app} erfährt lediglich, wer die App installiert hat.",
  "install.always": "Immer benötigt",
  "install.available": "Benötigt, falls vorhanden",
  "install.tooMany": {
    one: "Zu viele Versuche. Bitte warten Sie {count:number} Minute und versuchen Sie es dann erneut.",
    other:
      "Zu viele Versuche. Bitte warten Sie {count:number} Minuten und versuchen Sie es dann erneut.",
  },
  "install.gone": "Diese App lässt sich hier nicht mehr verbinden. Bitten Sie um einen neuen Link.",
  "install.failed":
    "HubSpot ließ sich gerade nicht öffnen. Bitte versuchen Sie es gleich noch einmal.",

  "none.title": "Hier gibt es nichts zu installieren",
  "none.why": "Der Link ist möglicherweise unvollständig, veraltet oder deaktiviert.",
  "none.todo":
    "Bitten Sie die Absender um einen neuen Link. Falls Sie die App bereits verbunden haben, bleibt alles bestehen, und Sie können dieses Fenster schließen.",
  "missing.page": "Nicht gefunden",
  "missing.title": "Unter dieser Adresse gibt es nichts",
  "missing.why": "Der Link ist möglicherweise unvollständig, oder sein Ziel wurde entfernt.",
  "missing.todo": "Prüfen Sie die Adresse, oder bitten Sie die Absender um einen neuen Link.",
  "refused.page": "Nicht erlaubt",
  "refused.title": "Diese Anfrage wurde abgelehnt",
  "refused.why": "Sie kam nicht von einer Seite dieser Website. Es wurde nichts geändert.",
  "refused.todo":
    "Öffnen Sie den Link, den Sie erhalten haben, noch einmal und beginnen Sie von vorn.",

  "done.waiting": "Die Verbindung wird hergestellt",
  "done.waitingHow": "Das Ergebnis erscheint hier von selbst.",
  "done.asking": "Wir warten auf HubSpot. Das kann bis zu einer Minute dauern.",
  "done.connected": "{account} ist mit {app} verbunden",
  "done.connectedUnnamed": "Ihr HubSpot-Account ist mit {app} verbunden",
  "done.nothingMore": "In HubSpot ist nichts weiter zu tun.",
  "done.goOn": "Weiter zu {host}",
  "done.close": "Alles ist erledigt. Sie können dieses Fenster schließen.",
  "done.again": "Von vorn beginnen",
  "done.reference": "Vorgangsnummer von HubSpot: {reference}",

  "problem.page": "Nicht verbunden",
  "expired.title": "Das hat zu lange gedauert",
  "expired.why": {
    one: "Die Zustimmung muss innerhalb von {count:number} Minute erfolgen. Es wurde nichts verbunden.",
    other:
      "Die Zustimmung muss innerhalb von {count:number} Minuten erfolgen. Es wurde nichts verbunden.",
  },
  "expired.todo": {
    one: "Beginnen Sie von vorn und schließen Sie den Vorgang bei HubSpot innerhalb von {count:number} Minute ab.",
    other:
      "Beginnen Sie von vorn und schließen Sie den Vorgang bei HubSpot innerhalb von {count:number} Minuten ab.",
  },
  "declined.title": "HubSpot hat die App nicht verbunden",
  "declined.why": "Laut HubSpot wurde nicht zugestimmt. Es wurde nichts verbunden.",
  "declined.todo":
    "Bitten Sie einen Super-Admin Ihres HubSpot-Accounts, die App zu verbinden, oder beginnen Sie von vorn.",
  "codeMissing.title": "Die Antwort von HubSpot war unvollständig",
  "codeMissing.why":
    "Ein Teil der Adresse ging auf dem Rückweg verloren. Es wurde nichts verbunden.",
  "codeMissing.todo": "Beginnen Sie bitte von vorn.",
  "switchedOff.title": "Diese App lässt sich zurzeit nicht verbinden",
  "switchedOff.why": "Die Installation wurde inzwischen deaktiviert. Es wurde nichts verbunden.",
  "switchedOff.todo": "Wenden Sie sich an die Personen, von denen Sie den Link haben.",
  "ownFault.title": "Die App ist nicht richtig eingerichtet",
  "ownFault.why":
    "HubSpot hat die App selbst abgelehnt, nicht Ihren Account. Es wurde nichts verbunden.",
  "ownFault.todo":
    "Geben Sie den Personen Bescheid, von denen Sie den Link haben: Der Fehler liegt auf deren Seite.",
  "passing.title": "HubSpot hat nicht geantwortet",
  "passing.why":
    "HubSpot war nicht erreichbar oder hatte selbst eine Störung. Es wurde nichts verbunden.",
  "passing.todo": "Beginnen Sie in einem Moment noch einmal von vorn.",
  "unfinished.title": "Die Verbindung wurde nicht abgeschlossen",
  "unfinished.why": "Die Antwort von HubSpot ließ sich nicht verwenden. Es wurde nichts verbunden.",
  "unfinished.todo":
    "Beginnen Sie von vorn. Falls es wieder geschieht, geben Sie den Personen Bescheid, von denen Sie den Link haben.",
  "unknown.title": "Noch ist nicht bekannt, ob es geklappt hat",
  "unknown.why":
    "Unser Server wurde unterbrochen oder verlor die Verbindung, während HubSpot antwortete. Die Antwort ist dort möglicherweise noch vorhanden und wird verwendet, sobald der Server wieder läuft.",
  "unknown.todo":
    "Warten Sie eine Minute und laden Sie diese Seite neu. Hat sich dann nichts geändert, beginnen Sie von vorn.",
  "stateMissing.title": "Die Antwort von HubSpot ist unvollständig",
  "stateMissing.why":
    "Sie verrät nicht, zu welcher Verbindung sie gehört. Es wurde nichts verbunden.",
  "stateMissing.todo":
    "Öffnen Sie den Link, den Sie erhalten haben, noch einmal und beginnen Sie von vorn.",
  "stateUnknown.title": "Diese Verbindung ist hier nicht bekannt",
  "stateUnknown.why":
    "Die Adresse wurde unterwegs verändert oder ist zu alt. Es wurde nichts verbunden.",
  "stateUnknown.todo":
    "Öffnen Sie den Link, den Sie erhalten haben, noch einmal und beginnen Sie von vorn.",
  "otherBrowser.title": "Das wurde in einem anderen Browser begonnen",
  "otherBrowser.why":
    "Die Antwort von HubSpot gilt nur in dem Browser, in dem Sie begonnen haben. Es wurde nichts verbunden.",
  "otherBrowser.todo":
    "Kehren Sie zu jenem Browser zurück, oder öffnen Sie den Link in diesem und beginnen Sie von vorn. Cookies müssen erlaubt sein.",
  "busy.title": "Zu viele Versuche",
  "busy.why":
    "Aus Ihrem Netzwerk wurden in kurzer Zeit viele Verbindungen begonnen. Es wurde nichts verbunden.",
  "busy.todo": "Warten Sie einige Minuten und beginnen Sie dann von vorn.",
};

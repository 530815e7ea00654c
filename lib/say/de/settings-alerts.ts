import type { Sentences } from "../sentence";

/** Webhooks, Slack and e-mail: what the server says. */
export const settingsAlerts = {
  "Saved. It holds for events from now on.": "Gespeichert. Es gilt für Ereignisse ab jetzt.",
  "Added. Send a test to see that it arrives.":
    "Hinzugefügt. Senden Sie einen Test, um zu sehen, ob er ankommt.",
  "Saved. It holds for messages from now on.": "Gespeichert. Es gilt für Nachrichten ab jetzt.",
  "Nothing is sent there until you switch it on again.":
    "Dorthin wird nichts gesendet, bis Sie es wieder einschalten.",
  "It is on again. What waited goes out now.":
    "Es ist wieder eingeschaltet. Was gewartet hat, wird jetzt gesendet.",
  "It is sent again.": "Es wird noch einmal gesendet.",
  "There was no such event since then.": "Seitdem gab es kein solches Ereignis.",
  "{count:number} events are sent again.": {
    one: "{count:number} Ereignis wird noch einmal gesendet.",
    other: "{count:number} Ereignisse werden noch einmal gesendet.",
  },
  "Saved. It holds for portals that degrade from now on.":
    "Gespeichert. Es gilt für Portale, die ab jetzt gestört sind.",
  "Switched off": "Abgeschaltet",
  Paused: "Angehalten",
  Failing: "Schlägt fehl",
  Active: "Aktiv",
  State: "Status",
  "Last taken": "Zuletzt angenommen",
  "Last 7 days": "Letzte 7 Tage",
  Actions: "Aktionen",
  "Every event": "Alle Ereignisse",
  "{count:number} events": { one: "{count:number} Ereignis", other: "{count:number} Ereignisse" },
  "{count:number} taken": "{count:number} angenommen",
  "{count:number} given up": "{count:number} aufgegeben",
  "{count:number} waiting": "{count:number} wartend",
  "Notifications · Settings": "Meldungen · Einstellungen",
  "Each message says what happened, what it means and what to do. What happens together comes as one message.":
    "Jede Nachricht sagt, was geschehen ist, was es bedeutet und was zu tun ist. Was zusammen geschieht, kommt als eine Nachricht.",
  Webhooks: "Webhooks",
  "New recipient": "Neuer Empfänger",
  "Recipients ({count:number})": "Empfänger ({count:number})",
  Recipients: "Empfänger",
  "Nobody is told yet": "Noch wird niemand benachrichtigt",
  "Add a channel or a mailbox, so that a broken connection is noticed here before the customer notices.":
    "Fügen Sie einen Kanal oder ein Postfach hinzu, damit eine gestörte Verbindung hier auffällt, bevor der Kunde sie bemerkt.",
  "Webhooks · Settings": "Webhooks · Einstellungen",
  "Portico tells your programs when a portal connects, breaks or recovers: signed, once per event, and again for a day until it is taken.":
    "Portico meldet Ihren Programmen, wenn ein Portal verbunden wird, ausfällt oder wieder läuft: signiert, einmal je Ereignis, und bis zu einen Tag lang wiederholt, bis es angenommen ist.",
  "New webhook": "Neuer Webhook",
  "Messages follow Standard Webhooks: any of its libraries checks the signature.":
    "Nachrichten folgen Standard Webhooks: Jede Bibliothek dafür prüft die Signatur.",
  "Webhooks ({count:number})": "Webhooks ({count:number})",
  "No webhook yet": "Noch kein Webhook",
  "Add the address of a program of yours. It hears of a broken connection before the customer does.":
    "Fügen Sie die Adresse eines Ihrer Programme hinzu. Es erfährt von einer gestörten Verbindung vor dem Kunden.",
  "Trouble that passes": "Störungen, die vorübergehen",
  "For webhooks, Slack and e-mail alike.": "Für Webhooks, Slack und E-Mail gleichermaßen.",
  Taken: "Angenommen",
  Waiting: "Wartend",
  "Given up": "Aufgegeben",
  "No deliveries here": "Hier sind keine Zustellungen",
  "Nothing of this kind was sent in the last 30 days. A test shows that it works.":
    "In den letzten 30 Tagen wurde nichts dergleichen gesendet. Ein Test zeigt, ob es funktioniert.",
  "Not tried yet.": "Noch nicht versucht.",
  "Tried once.": "Einmal versucht.",
  "Tried {tries:number} times.": "{tries:number}-mal versucht.",
  "Next try {when}.": "Nächster Versuch {when}.",
  "Body of {summary}": "Inhalt von {summary}",
  "Webhook · Settings": "Webhook · Einstellungen",
  All: "Alle",
  "What it is told": "Was ihm gemeldet wird",
  "What they are told": "Was gemeldet wird",
  "Sends what happened since a day again, also from before this was added.":
    "Sendet noch einmal, was seit einem gewählten Tag geschehen ist, auch von vor dem Hinzufügen.",
  Deliveries: "Zustellungen",
  "Kept for 30 days. A delivery is tried for a day, with growing pauses.":
    "30 Tage aufbewahrt. Eine Zustellung wird einen Tag lang versucht, mit wachsenden Pausen.",
  "Filter by outcome": "Nach Ergebnis filtern",
  Pages: "Seiten",
  Newest: "Neueste",
  Older: "Ältere",
  "Switched off because it failed for days, or said that it is gone":
    "Abgeschaltet, weil es tagelang fehlschlug oder der Empfänger sagte, dass es ihn nicht mehr gibt",
  "It fails since {since}. Mend the receiver, send a test, switch it on, then replay what it missed.":
    "Es schlägt fehl, zum ersten Mal {since}. Reparieren Sie den Empfänger, senden Sie einen Test, schalten Sie wieder ein und senden Sie dann nach, was gefehlt hat.",
  "It does not take messages just now": "Im Moment werden keine Nachrichten angenommen",
  "Since {since}. Portico tries again by itself; after three days it is switched off.":
    "Begonnen hat es {since}. Portico versucht es von selbst wieder; nach drei Tagen wird abgeschaltet.",
  "What happens now is not sent later. Replay it when it is on again.":
    "Was jetzt geschieht, wird nicht später gesendet. Senden Sie es nach, wenn wieder eingeschaltet ist.",
  "Switch on": "Einschalten",
  "Switch {name} on?": "{name} einschalten?",
  "Events from now on are sent there.": "Ereignisse ab jetzt werden dorthin gesendet.",
  "What waited goes out now.": "Was gewartet hat, wird jetzt gesendet.",
  "Events of the time in between are not sent by themselves: replay them.":
    "Ereignisse aus der Zwischenzeit werden nicht von selbst gesendet: Senden Sie sie nach.",
  Pause: "Anhalten",
  "Pause {name}?": "{name} anhalten?",
  "It is told nothing any more.": "Dorthin wird nichts mehr gemeldet.",
  "Its delivery log goes with it; the events stay.":
    "Die Liste der Zustellungen wird mit gelöscht; die Ereignisse bleiben.",
  "Its signing secret cannot be had back.":
    "Das Signatur-Secret lässt sich nicht wiederherstellen.",
} satisfies Sentences;

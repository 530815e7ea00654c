import type { Sentences } from "../sentence";

/** Webhooks, Slack and e-mail: what is said in the browser too. */
export const settingsAlertsClient = {
  "Tell of a degraded portal after (minutes)": "Ein gestörtes Portal melden nach (Minuten)",
  "What recovers sooner is never told, neither its beginning nor its end.":
    "Was früher wieder läuft, wird nie gemeldet, weder der Anfang noch das Ende.",
  Save: "Speichern",
  Events: "Ereignisse",
  "None chosen: every event but the weekly note, also those added later.":
    "Nichts gewählt: alle Ereignisse außer dem Wochenbericht, auch später hinzukommende.",
  "Quiet from": "Ruhe von",
  "Quiet until": "Ruhe bis",
  "In {timeZone}. Messages wait until it is over and come as one.":
    "In {timeZone}. Nachrichten warten bis zum Ende der Ruhe und kommen dann als eine.",
  "Accepted after {ms} ms.": "Angenommen nach {ms} ms.",
  "Answered {status} after {ms} ms.": "Antwort {status} nach {ms} ms.",
  Never: "Nie",
  "Send test<more> to {name}</more>": "Test senden<more> an {name}</more>",
  "Send test": "Test senden",
  "It was taken": "Die Nachricht wurde angenommen",
  "It was not taken": "Die Nachricht wurde nicht angenommen",
  "Send by": "Senden über",
  "Slack, or what takes its messages": "Slack oder ein Dienst, der dessen Nachrichten annimmt",
  "E-mail": "E-Mail",
  "E-mail address": "E-Mail-Adresse",
  "Incoming webhook URL": "URL des eingehenden Webhooks",
  "No mail server is set": "Es ist kein Mailserver eingestellt",
  "An operator sets SMTP_URL and PORTICO_MAIL_FROM and starts Portico anew.":
    "Wer Portico betreibt, setzt SMTP_URL und PORTICO_MAIL_FROM und startet Portico neu.",
  "Add recipient": "Empfänger hinzufügen",
  URL: "URL",
  "Empty: the host of the URL.": "Leer: der Host der URL.",
  "Add webhook": "Webhook hinzufügen",
  "Signing secret": "Signatur-Secret",
  "The webhook is on": "Der Webhook ist eingeschaltet",
  "Copy secret": "Secret kopieren",
  "give it to the receiver, which checks with it that a message is from Portico.":
    "Geben Sie es dem Empfänger; er prüft damit, ob eine Nachricht von Portico ist.",
  "Save recipient": "Empfänger speichern",
  "What comes after the question mark is not shown. It stays unless you enter another address.":
    "Was nach dem Fragezeichen kommt, wird nicht angezeigt. Es bleibt, wenn Sie keine andere Adresse eingeben.",
  "Save webhook": "Webhook speichern",
  Replay: "Nachsenden",
  "Redeliver<more> {summary}</more>": "Erneut zustellen<more>: {summary}</more>",
  "Since the beginning of (UTC)": "Seit Beginn des Tages (UTC)",
  "Receivers know by webhook-id what they have already.":
    "Empfänger erkennen an der webhook-id, was sie schon haben.",
  "Messages carry two signatures until {when}.": "Bis {when} tragen Nachrichten zwei Signaturen.",
  "Every message is signed with it. It was shown once.":
    "Jede Nachricht wird damit signiert. Es wurde nur einmal angezeigt.",
  "The old secret signs on for": "Das alte Secret signiert weiter",
  "Rotate secret": "Secret rotieren",
  "The new secret": "Das neue Secret",
  "give it to the receiver. The old one does not count any more.":
    "Geben Sie es dem Empfänger. Das alte gilt nicht mehr.",
  "give it to the receiver. The old one counts until {when}.":
    "Geben Sie es dem Empfänger. Das alte gilt bis {when}.",
} satisfies Sentences;

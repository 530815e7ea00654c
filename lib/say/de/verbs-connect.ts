import type { Sentences } from "../sentence";

/** Why a connection was not finished, what a token is, and whether credentials work. */
export const verbsConnect = {
  "This connection attempt expired": "Dieser Verbindungsversuch ist abgelaufen",
  "It took longer than 10 minutes, or somebody cancelled on HubSpot's page, which HubSpot does not tell.":
    "Er hat länger als 10 Minuten gedauert, oder jemand hat auf HubSpots Seite abgebrochen, was HubSpot nicht mitteilt.",
  "Start again and finish on HubSpot's page within 10 minutes.":
    "Beginnen Sie von vorn, und schließen Sie es auf HubSpots Seite innerhalb von 10 Minuten ab.",
  "HubSpot did not give consent": "In HubSpot wurde nicht zugestimmt",
  "It answered with “{status}”.": "Es antwortete mit „{status}“.",
  "It answered with an error.": "Es antwortete mit einem Fehler.",
  "Ask a super admin of the HubSpot account to connect it, or start again.":
    "Bitten Sie einen Super-Admin des HubSpot-Accounts, ihn zu verbinden, oder beginnen Sie von vorn.",
  "HubSpot came back without a code": "HubSpot kam ohne Code zurück",
  "The address was cut short, or something between HubSpot and this console removed a part of it.":
    "Die Adresse wurde abgeschnitten, oder etwas zwischen HubSpot und dieser Konsole hat einen Teil entfernt.",
  "Start again. If it happens again, look at the proxy in front of this console.":
    "Beginnen Sie von vorn. Wenn es wieder vorkommt, sehen Sie sich den Proxy vor dieser Konsole an.",
  "The token belongs to another app": "Das Token gehört zu einer anderen App",
  "HubSpot's answer does not name the client ID of {app}.":
    "HubSpots Antwort nennt nicht die Client-ID von {app}.",
  "The token was not stored.": "Das Token wurde nicht gespeichert.",
  "Check that the client ID and secret of the app are a pair, then start again.":
    "Prüfen Sie, ob Client-ID und Secret der App zusammengehören, und beginnen Sie dann von vorn.",
  "HubSpot gave a token that does not work": "HubSpot hat ein Token ausgestellt, das nicht gilt",
  "Introspection says it is not active. The app may have been uninstalled in the same moment.":
    "Laut Prüfung ist es nicht aktiv. Vielleicht wurde die App im selben Moment deinstalliert.",
  "Start again.": "Beginnen Sie von vorn.",
  "HubSpot did not say which portal this is": "HubSpot hat nicht gesagt, welches Portal das ist",
  "None of its answers held a Hub ID.": "Keine der Antworten enthielt eine Hub-ID.",
  "Start again. If it happens again, contact HubSpot's support with the reference.":
    "Beginnen Sie von vorn. Wenn es wieder vorkommt, wenden Sie sich mit der Referenz an den Support von HubSpot.",
  "HubSpot gave no refresh token": "HubSpot hat kein Refresh-Token ausgestellt",
  "Without one the connection would end within minutes.":
    "Ohne dieses würde die Verbindung nach wenigen Minuten enden.",
  "This is another portal": "Das ist ein anderes Portal",
  "You wanted to reconnect {portal} (Hub ID {hubId}), but consent was given for Hub ID {other}.":
    "Sie wollten {portal} (Hub-ID {hubId}) neu verbinden, aber die Zustimmung gilt der Hub-ID {other}.",
  "a portal": "ein Portal",
  unknown: "unbekannt",
  "Nothing was replaced and nothing was stored. Portico asked HubSpot to take the new grant back, unless a connection here lives on it already.":
    "Es wurde nichts ersetzt und nichts gespeichert. Portico hat HubSpot gebeten, die neue Freigabe zurückzunehmen, es sei denn, eine Verbindung hier beruht schon auf ihr.",
  "Connect the other one as a new portal, start again and choose the right account, or cancel: then everything stays as it is.":
    "Verbinden Sie das andere als neues Portal, beginnen Sie von vorn und wählen Sie den richtigen Account, oder brechen Sie ab: Dann bleibt alles, wie es ist.",
  "This way in was switched off in the meantime": "Dieser Zugang wurde inzwischen abgeschaltet",
  "Installs through the link or the Marketplace are switched off for {app}.":
    "Installationen über den Link oder den Marketplace sind für {app} abgeschaltet.",
  "Switch it on on the app's page, then let the customer start again.":
    "Schalten Sie ihn auf der Seite der App ein, und lassen Sie den Kunden dann von vorn beginnen.",
  "Portico could not store the connection": "Portico konnte die Verbindung nicht speichern",
  "Something failed on this server. The server log has the details.":
    "Auf diesem Server ist etwas fehlgeschlagen. Die Einzelheiten stehen im Server-Log.",
  "Nothing was stored. HubSpot may list the app as installed.":
    "Es wurde nichts gespeichert. Vielleicht führt HubSpot die App als installiert.",
  "What became of this connection is not known":
    "Was aus dieser Verbindung wurde, ist nicht bekannt",
  "The server stopped, or lost its database, while HubSpot was answering.":
    "Der Server wurde angehalten oder verlor seine Datenbank, während HubSpot antwortete.",
  "If HubSpot's answer arrived, it is kept safe and stored when the server is back; then this page shows the connection.":
    "Wenn HubSpots Antwort ankam, ist sie sicher verwahrt und wird gespeichert, sobald der Server wieder da ist; dann zeigt diese Seite die Verbindung.",
  "Wait a minute and reload this page. If nothing has changed, start again.":
    "Warten Sie eine Minute, und laden Sie diese Seite neu. Wenn sich nichts geändert hat, beginnen Sie von vorn.",
  "HubSpot refuses the app's client ID or secret":
    "HubSpot lehnt die Client-ID oder das Client-Secret der App ab",
  "HubSpot did not answer": "HubSpot hat nicht geantwortet",
  "HubSpot had a problem of its own": "Bei HubSpot gab es ein Problem",
  "HubSpot said: {status}.": "HubSpot sagte: {status}.",
  "Nothing was stored here. HubSpot may have accepted the code: then it lists the app as installed, with a grant whose tokens never arrived.":
    "Hier wurde nichts gespeichert. Vielleicht hat HubSpot den Code angenommen: Dann führt es die App als installiert, mit einer Freigabe, deren Token nie ankamen.",
  "Nothing was stored. The code from HubSpot cannot be used again.":
    "Es wurde nichts gespeichert. Der Code von HubSpot kann nicht noch einmal verwendet werden.",
  "Start again in a moment.": "Beginnen Sie gleich noch einmal von vorn.",
  "The connection was not finished": "Die Verbindung wurde nicht abgeschlossen",
  "HubSpot's answer could not be tied to an attempt of yours.":
    "HubSpots Antwort ließ sich keinem Versuch von Ihnen zuordnen.",
  "HubSpot's answer is incomplete": "HubSpots Antwort ist unvollständig",
  "It carries no state, so Portico cannot tell which connection it belongs to. That is also how an install from the HubSpot Marketplace looks, which has to be switched on for the app.":
    "Sie trägt keinen state, darum weiß Portico nicht, zu welcher Verbindung sie gehört. So sieht auch eine Installation aus dem HubSpot Marketplace aus, die für die App eingeschaltet sein muss.",
  "Start the connection from here.": "Beginnen Sie die Verbindung von hier aus.",
  "Portico did not start this connection": "Portico hat diese Verbindung nicht begonnen",
  "The state in HubSpot's answer is unknown here: it was changed on the way, or belongs to another console.":
    "Der state in HubSpots Antwort ist hier unbekannt: Er wurde unterwegs geändert oder gehört zu einer anderen Konsole.",
  "This connection was started in another browser":
    "Diese Verbindung wurde in einem anderen Browser begonnen",
  "An answer from HubSpot is accepted only in the browser that asked for it.":
    "Eine Antwort von HubSpot wird nur in dem Browser angenommen, der gefragt hat.",
  "Nothing was stored. The attempt can still be finished where it was started.":
    "Es wurde nichts gespeichert. Der Versuch kann noch dort abgeschlossen werden, wo er begonnen wurde.",
  "Finish there, or start again in this browser.":
    "Schließen Sie ihn dort ab, oder beginnen Sie in diesem Browser von vorn.",
  "Somebody else started this connection": "Jemand anderes hat diese Verbindung begonnen",
  "You are signed in as a different person than the one who started it.":
    "Sie sind als eine andere Person angemeldet als die, die den Versuch begonnen hat.",
  "Let them finish it, or start your own.":
    "Diese Person kann sie abschließen, oder Sie beginnen eine eigene.",
  "You were signed out in the meantime": "Sie wurden inzwischen abgemeldet",
  "Your session ended while you were on HubSpot's page.":
    "Ihre Sitzung endete, während Sie auf HubSpots Seite waren.",
  "Nothing was stored, and the code from HubSpot was not used.":
    "Es wurde nichts gespeichert, und der Code von HubSpot wurde nicht verwendet.",
  "Your role does not allow connecting portals":
    "Ihre Rolle erlaubt es nicht, Portale zu verbinden",
  "Connecting a portal is for owners and admins.":
    "Ein Portal zu verbinden ist Inhabern und Admins vorbehalten.",
  "Ask an owner or admin to connect it.": "Bitten Sie einen Inhaber oder Admin, es zu verbinden.",
  "Portico cannot write to its data folder": "Portico kann nicht in seinen Datenordner schreiben",
  "HubSpot's answer could not have been kept safe, so HubSpot was not asked.":
    "HubSpots Antwort hätte nicht sicher verwahrt werden können, darum wurde HubSpot nicht gefragt.",
  "The code from HubSpot was not used.": "Der Code von HubSpot wurde nicht verwendet.",
  "Free space in the data folder of the server, or make it writable, then start again.":
    "Schaffen Sie im Datenordner des Servers Platz, oder machen Sie ihn beschreibbar, und beginnen Sie dann von vorn.",
  "Portico could not finish the connection": "Portico konnte die Verbindung nicht abschließen",
  "Installed through the install link": "Installiert über den Installationslink",
  "Installed through the HubSpot Marketplace": "Installiert über den HubSpot Marketplace",
  "Somebody who has left": "Jemand, der nicht mehr da ist",
  "{who}, by an import": "{who}, durch einen Import",
  "{who}, with a pasted address": "{who}, mit einer eingefügten Adresse",
} satisfies Sentences;

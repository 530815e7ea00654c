import type { Sentences } from "../sentence";

/** What a failed call to HubSpot means. */
export const verbsFailures = {
  "HubSpot no longer accepts this connection.": "HubSpot nimmt diese Verbindung nicht mehr an.",
  "Usually the app was uninstalled or access was removed in HubSpot. It also happens when the account was closed.":
    "Meist wurde die App deinstalliert oder der Zugriff in HubSpot entzogen. Es kommt auch vor, wenn der Account geschlossen wurde.",
  "Portico has stopped refreshing this portal.": "Portico erneuert dieses Portal nicht mehr.",
  "Reconnect the portal, or ask the customer to install the app again.":
    "Verbinden Sie das Portal neu, oder bitten Sie den Kunden, die App wieder zu installieren.",
  "HubSpot's answer to an earlier refresh was lost.":
    "HubSpots Antwort auf eine frühere Erneuerung ging verloren.",
  "Portico stopped, or the connection broke, before it arrived. HubSpot may have given a new refresh token with it, which nobody has, and it no longer accepts the one before.":
    "Portico wurde angehalten, oder die Verbindung brach ab, bevor die Antwort ankam. Vielleicht hat HubSpot damit ein neues Refresh-Token ausgestellt, das niemand hat, und das vorige nimmt es nicht mehr an.",
  "Reconnect the portal. If the customer removed the app, they install it again.":
    "Verbinden Sie das Portal neu. Wenn der Kunde die App entfernt hat, installiert er sie wieder.",
  "HubSpot refuses the app's client ID or secret.":
    "HubSpot lehnt die Client-ID oder das Client-Secret der App ab.",
  "The secret was replaced in HubSpot, or one of the two was copied wrongly.":
    "Das Secret wurde in HubSpot ersetzt, oder eines von beiden wurde falsch kopiert.",
  "All portals of this app are paused. Their grants are untouched.":
    "Alle Portale dieser App ruhen. Deren Freigaben bleiben unberührt.",
  "Open the app, test its credentials and replace the secret.":
    "Öffnen Sie die App, testen Sie ihre Zugangsdaten, und ersetzen Sie das Secret.",
  "HubSpot did not accept the authorization code.":
    "HubSpot hat den Autorisierungscode nicht angenommen.",
  "A code works once and only for a short time.": "Ein Code gilt einmal und nur für kurze Zeit.",
  "Nothing was stored.": "Es wurde nichts gespeichert.",
  "Start the connection again.": "Beginnen Sie die Verbindung von vorn.",
  "HubSpot did not accept the redirect URI.": "HubSpot hat die Redirect-URI nicht angenommen.",
  "It must be registered in the app exactly as it is sent, character by character.":
    "Sie muss in der App genau so eingetragen sein, wie sie gesendet wird, Zeichen für Zeichen.",
  "Copy the redirect URI from the app's page into the Auth settings in HubSpot, then start again.":
    "Kopieren Sie die Redirect-URI von der Seite der App in die Auth-Einstellungen in HubSpot, und beginnen Sie dann von vorn.",
  "HubSpot did not accept the proof that this console started the connection.":
    "HubSpot hat den Beleg nicht angenommen, dass diese Konsole die Verbindung begonnen hat.",
  "The code verifier did not match.": "Der Code-Verifier passte nicht.",
  "HubSpot did not accept the scopes.": "HubSpot hat die Scopes nicht angenommen.",
  "A scope is missing from the app's configuration in HubSpot, or stands in the wrong list.":
    "Ein Scope fehlt in der Konfiguration der App in HubSpot oder steht in der falschen Liste.",
  "Compare the scope lists of the app's page with those in HubSpot.":
    "Vergleichen Sie die Scope-Listen auf der Seite der App mit denen in HubSpot.",
  "This portal did not grant a scope that the call needs.":
    "Dieses Portal hat einen Scope nicht gewährt, den der Aufruf braucht.",
  "The app did not ask for it, or the portal's HubSpot plan does not include it.":
    "Die App hat nicht danach gefragt, oder der HubSpot-Tarif des Portals enthält ihn nicht.",
  "The connection itself is fine.": "Die Verbindung selbst ist in Ordnung.",
  "Add the scope to the app and reconnect the portal.":
    "Fügen Sie der App den Scope hinzu, und verbinden Sie das Portal neu.",
  "HubSpot refused the access token.": "HubSpot hat das Zugriffstoken abgelehnt.",
  "It expired, or the app was uninstalled a moment ago.":
    "Es ist abgelaufen, oder die App wurde gerade eben deinstalliert.",
  "The stored grant is unchanged.": "Die gespeicherte Freigabe ist unverändert.",
  "Use Refresh now; if that fails, reconnect the portal.":
    "Wählen Sie „Jetzt erneuern“; wenn das fehlschlägt, verbinden Sie das Portal neu.",
  "That is not an access token of HubSpot's.": "Das ist kein Zugriffstoken von HubSpot.",
  "HubSpot could not decode it and therefore calls it expired since 1970, some 20,000 days ago. It is not an old token but something else: a refresh token, a placeholder, or the value of another setting.":
    "HubSpot konnte es nicht dekodieren und nennt es darum seit 1970 abgelaufen, seit rund 20.000 Tagen. Es ist kein altes Token, sondern etwas anderes: ein Refresh-Token, ein Platzhalter oder der Wert einer anderen Einstellung.",
  "Check which value is sent as the access token, and use the one Portico gives out.":
    "Prüfen Sie, welcher Wert als Zugriffstoken gesendet wird, und verwenden Sie den, den Portico ausgibt.",
  "HubSpot asked us to slow down.": "HubSpot hat um weniger Anfragen gebeten.",
  "Too many requests were made in a short time.":
    "In kurzer Zeit wurden zu viele Anfragen gestellt.",
  "Portico waits and tries again by itself.":
    "Portico wartet und versucht es von selbst noch einmal.",
  "Nothing needs to be done.": "Es ist nichts zu tun.",
  "HubSpot is moving this account to another data centre.":
    "HubSpot zieht diesen Account in ein anderes Rechenzentrum um.",
  "That can take up to a day.": "Das kann bis zu einem Tag dauern.",
  "Portico waits as long as HubSpot asked and tries again by itself.":
    "Portico wartet so lange, wie HubSpot es verlangt, und versucht es von selbst noch einmal.",
  "HubSpot had a problem of its own.": "Bei HubSpot gab es ein Problem.",
  "It answered with a server error.": "Es antwortete mit einem Serverfehler.",
  "The stored connection is unchanged.": "Die gespeicherte Verbindung ist unverändert.",
  "Wait for the next try, or try again now.":
    "Warten Sie auf den nächsten Versuch, oder versuchen Sie es jetzt noch einmal.",
  "HubSpot did not answer.": "HubSpot hat nicht geantwortet.",
  "The network failed or the time ran out.":
    "Das Netz ist ausgefallen, oder die Zeit ist abgelaufen.",
  "The stored connection is unchanged. Portico asks again by itself.":
    "Die gespeicherte Verbindung ist unverändert. Portico fragt von selbst wieder.",
  "Wait for the next try, or try again now. If it lasts, check that this server reaches the internet.":
    "Warten Sie auf den nächsten Versuch, oder versuchen Sie es jetzt noch einmal. Wenn es andauert, prüfen Sie, ob dieser Server das Internet erreicht.",
  "HubSpot's answer could not be read.": "HubSpots Antwort konnte nicht gelesen werden.",
  "It was cut off, too large or not in the expected form.":
    "Sie war abgeschnitten, zu groß oder nicht in der erwarteten Form.",
  "HubSpot refused the request for a reason Portico does not know.":
    "HubSpot hat die Anfrage aus einem Grund abgelehnt, den Portico nicht kennt.",
  "The reference below helps HubSpot's support to find it.":
    "Die Referenz unten hilft dem Support von HubSpot, sie zu finden.",
  "The stored connection is unchanged. Portico tries again by itself.":
    "Die gespeicherte Verbindung ist unverändert. Portico versucht es von selbst noch einmal.",
  "If it lasts, contact HubSpot's support with the reference.":
    "Wenn es andauert, wenden Sie sich mit der Referenz an den Support von HubSpot.",
  "HubSpot accepted the revoke but still calls the token active.":
    "HubSpot hat den Widerruf angenommen, nennt das Token aber noch aktiv.",
  "This can take a moment on HubSpot's side.": "Das kann bei HubSpot einen Moment dauern.",
  "The token is no longer used here.": "Das Token wird hier nicht mehr verwendet.",
  "Retry the revoke in a minute.": "Versuchen Sie den Widerruf in einer Minute noch einmal.",
  "Portico could not use the stored connection.":
    "Portico konnte die gespeicherte Verbindung nicht verwenden.",
  "The stored credentials could not be read, or the database failed.":
    "Die gespeicherten Zugangsdaten konnten nicht gelesen werden, oder die Datenbank ist ausgefallen.",
  "Look at the server log. If the encryption key was changed, put the old one back.":
    "Sehen Sie in das Server-Log. Wenn der Schlüssel geändert wurde, setzen Sie den alten wieder ein.",
  "HubSpot does not know this account any more: it was closed, or the app was disconnected from it.":
    "HubSpot kennt diesen Account nicht mehr: Er wurde geschlossen, oder die App wurde von ihm getrennt.",
  "Ask the customer whether the HubSpot account still exists. If it does, reconnect the portal.":
    "Fragen Sie den Kunden, ob es den HubSpot-Account noch gibt. Wenn ja, verbinden Sie das Portal neu.",
  "HubSpot does not know the app's client ID.": "HubSpot kennt die Client-ID der App nicht.",
  "The client ID was copied wrongly, or the app was deleted in HubSpot. HubSpot checks it before anything else.":
    "Die Client-ID wurde falsch kopiert, oder die App wurde in HubSpot gelöscht. HubSpot prüft sie vor allem anderen.",
  "Compare the client ID on the app's page with the Auth tab in HubSpot.":
    "Vergleichen Sie die Client-ID auf der Seite der App mit dem Tab „Auth“ in HubSpot.",
  "HubSpot refuses the app's client secret.": "HubSpot lehnt das Client-Secret der App ab.",
  "The secret was replaced in HubSpot, or copied wrongly. The client ID is known.":
    "Das Secret wurde in HubSpot ersetzt oder falsch kopiert. Die Client-ID ist bekannt.",
  "The authorization code had expired.": "Der Autorisierungscode war abgelaufen.",
  "HubSpot's codes live for a short time only, and this one came too late.":
    "HubSpots Codes gelten nur für kurze Zeit, und dieser kam zu spät.",
  "The account's daily limit of HubSpot calls is used up.":
    "Die Tagesgrenze des Accounts für HubSpot-Aufrufe ist ausgeschöpft.",
  "All private apps and integrations of the account share it.":
    "Alle privaten Apps und Integrationen des Accounts teilen sie sich.",
  "HubSpot answered for another account than this one.":
    "HubSpot hat für einen anderen Account als diesen geantwortet.",
  "The answer names a different Hub ID, so its access token is not used. The refresh token in it is kept, because HubSpot may have ended the one before it.":
    "Die Antwort nennt eine andere Hub-ID, darum wird ihr Zugriffstoken nicht verwendet. Das Refresh-Token darin wird behalten, weil HubSpot das vorige beendet haben kann.",
  "Reconnect the portal. If it happens again, contact HubSpot's support with the reference.":
    "Verbinden Sie das Portal neu. Wenn es wieder vorkommt, wenden Sie sich mit der Referenz an den Support von HubSpot.",
  "HubSpot gave no access token.": "HubSpot hat kein Zugriffstoken ausgestellt.",
  "Its answer held a refresh token alone, or arrived in part. The refresh token is kept.":
    "Die Antwort enthielt nur ein Refresh-Token oder kam nur zum Teil an. Das Refresh-Token wird behalten.",
  "It was far larger than any answer of HubSpot's.":
    "Sie war viel größer als jede Antwort von HubSpot.",
  "The last consent belonged to another app or account.":
    "Die letzte Zustimmung gehörte zu einer anderen App oder einem anderen Account.",
  "HubSpot said so only after its tokens had been stored. They went back to HubSpot.":
    "HubSpot sagte das erst, als die Token schon gespeichert waren. Sie gingen an HubSpot zurück.",
  "An earlier grant is used where there is one.":
    "Eine frühere Freigabe wird verwendet, wo es eine gibt.",
  "Check that the client ID and secret of the app are a pair, then reconnect the portal.":
    "Prüfen Sie, ob Client-ID und Secret der App zusammengehören, und verbinden Sie dann das Portal neu.",
  "HubSpot called the tokens of the last consent inactive.":
    "HubSpot nannte die Token der letzten Zustimmung inaktiv.",
  "The app may have been uninstalled in the same moment.":
    "Vielleicht wurde die App im selben Moment deinstalliert.",
  "Reconnect the portal.": "Verbinden Sie das Portal neu.",
  "This HubSpot account does not have the feature yet.":
    "Dieser HubSpot-Account hat die Funktion noch nicht.",
  "HubSpot keeps it behind a gate that is not open for the account.":
    "HubSpot gibt sie erst nach und nach frei, und für den Account noch nicht.",
  "Ask HubSpot, or the customer, whether the feature is included in the account.":
    "Fragen Sie HubSpot oder den Kunden, ob der Account die Funktion enthält.",
  "HubSpot does not allow this call.": "HubSpot erlaubt diesen Aufruf nicht.",
  "The person who installed the app, or the object asked for, lacks a permission.":
    "Der Person, die die App installiert hat, oder dem gewünschten Objekt fehlt eine Berechtigung.",
  "Ask the customer's super admin to check permissions, or to install the app again.":
    "Bitten Sie den Super-Admin des Kunden, die Berechtigungen zu prüfen oder die App wieder zu installieren.",
  "HubSpot does not know what was asked for.": "HubSpot kennt das Angefragte nicht.",
  "It was removed, or the address is no longer offered.":
    "Es wurde entfernt, oder die Adresse wird nicht mehr angeboten.",
  "HubSpot does not offer this kind of token to the app.":
    "HubSpot bietet der App diese Art von Token nicht an.",
  "The endpoint or the app does not support the grant that was used.":
    "Der Endpunkt oder die App unterstützt den verwendeten Grant-Typ nicht.",
  "Choose a dated API version on the app's page.":
    "Wählen Sie auf der Seite der App eine datierte API-Version.",
  "HubSpot gives no app-level token to a user-level app.":
    "HubSpot stellt einer App auf Benutzerebene kein App-Token aus.",
  "Only account-level apps can use it.": "Nur Apps auf Account-Ebene können es verwenden.",
  "Switch off what needs an app-level token for this app.":
    "Schalten Sie ab, was für diese App ein App-Token braucht.",
  "An attempt of another server is still under way.":
    "Ein Versuch eines anderen Servers läuft noch.",
  "HubSpot is slow, or that server has stopped. Portico asks again by itself when its time is over.":
    "HubSpot ist langsam, oder jener Server läuft nicht mehr. Portico fragt von selbst wieder, wenn dessen Zeit um ist.",
  "Something else was done with this portal a moment ago, so HubSpot was not asked.":
    "Mit diesem Portal wurde gerade etwas anderes getan, darum wurde HubSpot nicht gefragt.",
  "Look at it again; if you still want to, try once more.":
    "Sehen Sie es sich noch einmal an; wenn Sie es noch wollen, versuchen Sie es wieder.",
  "The access token was refreshed.": "Das Zugriffstoken wurde erneuert.",
  "The access token was refreshed a moment ago, so HubSpot was not asked again.":
    "Das Zugriffstoken wurde gerade eben erneuert, darum wurde HubSpot nicht noch einmal gefragt.",
  "Nothing has changed: the portal still needs a reconnect.":
    "Es hat sich nichts geändert: Das Portal ist weiterhin neu zu verbinden.",
  "Try again later, or reconnect the portal.":
    "Versuchen Sie es später noch einmal, oder verbinden Sie das Portal neu.",
  "The app was uninstalled. HubSpot confirms that the refresh token is dead.":
    "Die App wurde deinstalliert. HubSpot bestätigt, dass das Refresh-Token nicht mehr gilt.",
  "The app is still installed in HubSpot; the uninstall is pending and can be resumed.":
    "Die App ist in HubSpot noch installiert; die Deinstallation steht aus und kann fortgesetzt werden.",
  "The app was removed from the account, but the refresh token is not confirmed dead. The uninstall is pending and can be resumed.":
    "Die App wurde aus dem Account entfernt, aber dass das Refresh-Token nicht mehr gilt, ist nicht bestätigt. Die Deinstallation steht aus und kann fortgesetzt werden.",
  "HubSpot gave no access token, and without one it does not let an app be removed.":
    "HubSpot hat kein Zugriffstoken ausgestellt, und ohne eines lässt es keine App entfernen.",
  "Somebody else worked on this portal at the same time.":
    "Jemand anderes hat zur selben Zeit an diesem Portal gearbeitet.",
  "Portico could not do this. The server log has the details.":
    "Portico konnte das nicht tun. Die Einzelheiten stehen im Server-Log.",
  "Revoked. HubSpot confirms that the token is dead.":
    "Widerrufen. HubSpot bestätigt, dass das Token nicht mehr gilt.",
  "The revocation is pending and can be retried.":
    "Der Widerruf steht aus und lässt sich wiederholen.",
  "There was no live connection to act on.": "Es gab keine aktive Verbindung.",
  "The portal was deleted.": "Das Portal wurde gelöscht.",
} satisfies Sentences;

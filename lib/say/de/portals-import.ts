import type { Sentences } from "../sentence";

/** Importing portals: what the server says. */
export const portalsImport = {
  "Import · Portals": "Import · Portale",
  "Import portals": "Portale importieren",
  "Brings portals here that another system has connected, by their refresh tokens. Nobody has to consent again.":
    "Übernimmt Portale, die ein anderes System verbunden hat, anhand ihrer Refresh-Token. Niemand muss erneut zustimmen.",
  "What the file looks like": "So sieht die Datei aus",
  "Example file": "Beispieldatei",
  "Only {name} is needed. Commas, semicolons or tabs separate the columns. JSON works too: a list of tokens or of objects, or one object per line.":
    "Nur {name} ist nötig. Kommas, Semikolons oder Tabulatoren trennen die Spalten. JSON geht auch: eine Liste von Token oder Objekten, oder ein Objekt pro Zeile.",
  "The file is read in memory and never kept. Each token is stored encrypted until its row is dealt with, then it is wiped.":
    "Die Datei wird im Arbeitsspeicher gelesen und nie aufbewahrt. Jedes Token wird verschlüsselt gespeichert, bis seine Zeile erledigt ist, und dann gelöscht.",
  "First HubSpot is asked about every token, which changes nothing. You see what was found before anything is imported.":
    "Zuerst wird HubSpot nach jedem Token gefragt; das ändert nichts. Sie sehen das Ergebnis, bevor etwas importiert wird.",
  "Stop the other system before you import: two systems that refresh the same token can lock each other out.":
    "Halten Sie vor dem Import das andere System an: Zwei Systeme, die dasselbe Token erneuern, können sich gegenseitig aussperren.",
  "Refresh tokens work only with the client ID and secret of the app they were issued to.":
    "Refresh-Token gelten nur mit Client-ID und Secret der App, für die sie ausgestellt wurden.",
  "Choose an app.": "Wählen Sie eine App.",
  "Choose a file.": "Wählen Sie eine Datei.",
  "Choose a file that is not empty.": "Wählen Sie eine Datei, die nicht leer ist.",
  "The import has begun. You may leave this page.":
    "Der Import hat begonnen. Sie können diese Seite verlassen.",
  "The import is cancelled. Every token it still held was wiped.":
    "Der Import ist abgebrochen. Jedes Token, das er noch hatte, wurde gelöscht.",

  "Latest imports": "Letzte Importe",
  Imports: "Importe",
  Imported: "Importiert",
  Started: "Begonnen",
  "Without a name": "Ohne Namen",
  Operator: "Betreiber",

  "Import without a name": "Import ohne Namen",
  "Import {file}": "Import {file}",
  "For {app}, started by {who} {when}": "Für {app}, {when} von {who} begonnen",
  "For {app}, started by an operator {when}": "Für {app}, {when} von einem Betreiber begonnen",
  "Download CSV": "CSV herunterladen",
  "Filter by finding": "Nach Befund filtern",
  All: "Alle",
  "row|of": "Zeile",
  "rows|of": "Zeilen",
  "Rows of the import": "Zeilen des Imports",
  Line: "Zeile",

  "Cancel import": "Import abbrechen",
  "Cancel this import?": "Diesen Import abbrechen?",
  "Portals imported so far stay connected.": "Bereits importierte Portale bleiben verbunden.",
  "A row that is under way at this moment is finished; no other is begun.":
    "Eine Zeile, die gerade an der Reihe ist, wird noch erledigt; keine weitere wird begonnen.",
  "The tokens of all other rows are wiped here. At HubSpot they stay as they are.":
    "Die Token aller anderen Zeilen werden hier gelöscht. Bei HubSpot bleiben sie, wie sie sind.",
  "Nothing is imported.": "Nichts wird importiert.",
  "Every token of the file is wiped here. At HubSpot they stay.":
    "Jedes Token der Datei wird hier gelöscht. Bei HubSpot bleiben sie.",
  "Import {count:number} portals": {
    one: "{count:number} Portal importieren",
    other: "{count:number} Portale importieren",
  },
  "Import {count:number} portals for {app}?": {
    one: "{count:number} Portal für {app} importieren?",
    other: "{count:number} Portale für {app} importieren?",
  },
  "HubSpot is asked for one new access token per portal, and every portal then appears in the list.":
    "HubSpot wird für jedes Portal um ein neues Zugriffstoken gebeten; danach erscheint jedes Portal in der Liste.",
  "From then on Portico refreshes these tokens. Another system that uses the same ones should have stopped.":
    "Von da an erneuert Portico diese Token. Ein anderes System, das dieselben verwendet, sollte dann nicht mehr laufen.",
  "{count:number} rows HubSpot has not answered for are checked again and imported if they are good.":
    {
      one: "{count:number} Zeile, zu der HubSpot nicht geantwortet hat, wird erneut geprüft und importiert, wenn sie in Ordnung ist.",
      other:
        "{count:number} Zeilen, zu denen HubSpot nicht geantwortet hat, werden erneut geprüft und importiert, wenn sie in Ordnung sind.",
    },

  "HubSpot refuses the client ID or secret of {app}.":
    "HubSpot lehnt Client-ID oder Secret von {app} ab.",
  "The import is paused and no row is to blame. Correct the app on <a>its page</a>; the import then goes on by itself.":
    "Der Import ruht; an den Zeilen liegt es nicht. Korrigieren Sie die App auf <a>ihrer Seite</a>; dann geht der Import von selbst weiter.",
  "HubSpot did not answer, or asked us to slow down.":
    "HubSpot hat nicht geantwortet oder um weniger Anfragen gebeten.",
  "Portico goes on by itself {when}.": "Portico macht {when} von selbst weiter.",
  "Asking HubSpot about each token; nothing is changed":
    "HubSpot wird nach jedem Token gefragt; nichts wird geändert",
  "{done:number} of {total:number} checked": "{done:number} von {total:number} geprüft",
  "Importing; you may leave this page": "Der Import läuft; Sie können diese Seite verlassen",
  "HubSpot has not answered for {n:number} yet; those are asked about again.":
    "Zu {n:number} hat HubSpot noch nicht geantwortet; danach wird erneut gefragt.",
  "Nothing has been imported yet. Without a decision the import is cancelled after a day.":
    "Noch ist nichts importiert. Ohne Entscheidung wird der Import nach einem Tag abgebrochen.",
  "Every token was wiped. Look at the rows for the reasons.":
    "Jedes Token wurde gelöscht. Die Gründe stehen in den Zeilen.",
  "This import holds no token any more.": "Dieser Import hat keine Token mehr.",
  "{importable:number} of {total:number} rows can be imported.":
    "Importierbar: {importable:number} von {total:number} Zeilen.",
  "{count:number} of {total:number} rows were imported.": {
    one: "{count:number} von {total:number} Zeilen wurde importiert.",
    other: "{count:number} von {total:number} Zeilen wurden importiert.",
  },
  "{count:number} of {total:number} rows were imported, {failed:number} failed.": {
    one: "{count:number} von {total:number} Zeilen importiert, {failed:number} fehlgeschlagen.",
    other: "{count:number} von {total:number} Zeilen importiert, {failed:number} fehlgeschlagen.",
  },
  "Cancelled: {ended}": "Abgebrochen: {ended}",
} satisfies Sentences;

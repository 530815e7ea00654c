import type { Sentences } from "../sentence";
import { settingsAlertsClient } from "./settings-alerts-client";
import { settingsDataClient } from "./settings-data-client";
import { settingsPeopleClient } from "./settings-people-client";
import { settingsTablesClient } from "./settings-tables-client";

/** Settings: what is said in the browser too. */
export const settingsClient = {
  ...settingsAlertsClient,
  ...settingsDataClient,
  ...settingsPeopleClient,
  ...settingsTablesClient,
  "Current password": "Aktuelles Passwort",
  "New password": "Neues Passwort",
  "Change password": "Passwort ändern",
  Name: "Name",
  "Save name": "Namen speichern",
  "Sign out everywhere": "Überall abmelden",
  "Sign out everywhere?": "Überall abmelden?",
  "All {sessions:number} sessions end at once, this one included.":
    "Alle {sessions:number} Sitzungen enden sofort, auch diese.",
  "This session ends. There is no other one.": "Diese Sitzung endet. Es gibt keine andere.",
  "End all sessions": "Alle Sitzungen beenden",
  Apps: "Apps",
  Language: "Sprache",
  "Time zone": "Zeitzone",
  "As the browser asks: {choice}": "Wie der Browser es wünscht: {choice}",
  "Save language and time zone": "Sprache und Zeitzone speichern",
} satisfies Sentences;

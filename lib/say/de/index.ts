import "server-only";
import { activity } from "./activity";
import { apps } from "./apps";
import { entrance } from "./entrance";
import { overview } from "./overview";
import { portals } from "./portals";
import { settings } from "./settings";
import { shell } from "./shell";
import { team } from "./team";
import { verbs } from "./verbs";
import { browser } from "../browser";

/**
 * German: English sentences, and what they are. „Sie“; HubSpots eigene Namen heißen wie dort. What two places say alike
 * stands once, with the one that comes first.
 */
export const de = {
  ...shell,
  ...overview,
  ...portals,
  ...apps,
  ...activity,
  ...team,
  ...settings,
  ...entrance,
  ...verbs,
  ...browser.shell,
  ...browser.overview,
  ...browser.portals,
  ...browser.apps,
  ...browser.activity,
  ...browser.team,
  ...browser.settings,
  ...browser.entrance,
};

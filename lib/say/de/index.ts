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

/** What the server says, by part. */
export const server = { shell, overview, portals, apps, activity, team, settings, entrance, verbs };

/**
 * German: English sentences, and what they are. „Sie“; HubSpots eigene Namen heißen wie dort. What two parts say alike
 * may stand in both, and is the same there.
 */
export const de = {
  ...server.shell,
  ...server.overview,
  ...server.portals,
  ...server.apps,
  ...server.activity,
  ...server.team,
  ...server.settings,
  ...server.entrance,
  ...server.verbs,
  ...browser.shell,
  ...browser.overview,
  ...browser.portals,
  ...browser.apps,
  ...browser.activity,
  ...browser.team,
  ...browser.settings,
  ...browser.entrance,
};

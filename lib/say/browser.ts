import "server-only";
import { activityClient } from "./de/activity-client";
import { appsClient } from "./de/apps-client";
import { entranceClient } from "./de/entrance-client";
import { overviewClient } from "./de/overview-client";
import { portalsClient } from "./de/portals-client";
import { settingsClient } from "./de/settings-client";
import { shellClient } from "./de/shell-client";
import { teamClient } from "./de/team-client";

/** What the browser says too, by part of the console: each part brings its own. */
export const browser = {
  shell: shellClient,
  overview: overviewClient,
  portals: portalsClient,
  apps: appsClient,
  activity: activityClient,
  team: teamClient,
  settings: settingsClient,
  entrance: entranceClient,
};

/** A part of the console with words of its own in the browser. */
export type WordsPart = keyof typeof browser;

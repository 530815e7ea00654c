import type { Sentences } from "../sentence";
import { portalsConnectClient } from "./portals-connect-client";
import { portalsListClient } from "./portals-list-client";
import { portalsOneClient } from "./portals-one-client";

/** Portals: list, portal, connecting, importing, bulk actions: what is said in the browser too. */
export const portalsClient = {
  ...portalsListClient,
  ...portalsConnectClient,
  ...portalsOneClient,
} satisfies Sentences;

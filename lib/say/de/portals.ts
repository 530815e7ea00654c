import type { Sentences } from "../sentence";
import { portalsBulk } from "./portals-bulk";
import { portalsConnect } from "./portals-connect";
import { portalsGrants } from "./portals-grants";
import { portalsImport } from "./portals-import";
import { portalsList } from "./portals-list";
import { portalsOne } from "./portals-one";

/** Portals: list, portal, connecting, importing, bulk actions: what the server says. */
export const portals = {
  ...portalsList,
  ...portalsBulk,
  ...portalsConnect,
  ...portalsImport,
  ...portalsOne,
  ...portalsGrants,
} satisfies Sentences;

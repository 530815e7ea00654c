import type { Route } from "../route";
import { handleBatchRead } from "./batch-read";
import { handleCreate } from "./create";
import { handleList } from "./list";
import { handleArchive, handleGet, handleUpdate } from "./one";
import { handleSearch } from "./search";

const below = (rest: string) =>
  new RegExp(`^/crm/(?:v3/objects|objects/(?:2026-03|2026-09))/contacts${rest}$`);
const one = below("/((?!search$)[^/]+)");

/** The contacts of an account, in the undated version and the dated ones. */
export const contactRoutes: Route[] = [
  { pattern: below(""), method: "GET", handle: handleList },
  { pattern: below(""), method: "POST", handle: handleCreate },
  { pattern: below("/search"), method: "POST", handle: handleSearch },
  { pattern: below("/batch/read"), method: "POST", handle: handleBatchRead },
  { pattern: one, method: "GET", handle: handleGet },
  { pattern: one, method: "PATCH", handle: handleUpdate },
  { pattern: one, method: "DELETE", handle: handleArchive },
];

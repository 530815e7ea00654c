/**
 * @typedef {object} Picture
 * @property {string} name of its files, without width and theme
 * @property {string} what it shows, as the text for those who do not see it
 * @property {string} path an address of the console, or a text of a link to follow from it, after " > "
 * @property {"owner" | "support" | "nobody"} who
 * @property {string} [locale] of the browser, where it is not en-GB
 * @property {boolean} [whole] all of the page, not only what is above the fold
 */

/** What the gallery shows, in the order of the page that shows it. @type {Picture[]} */
export const PICTURES = [
  {
    name: "overview",
    what: "The overview: what is broken, what needs a person, what changed",
    path: "/",
    who: "owner",
  },
  {
    name: "portals",
    what: "The list of portals: trouble first, with installer, app, status and access token",
    path: "/portals",
    who: "owner",
  },
  {
    name: "portal",
    what: "One portal: who installed it, its tokens, scopes, notes and timeline",
    path: "/portals > acme.example",
    who: "owner",
    whole: true,
  },
  {
    name: "app",
    what: "One app: its health, its portals and its parts",
    path: "/apps > Acme Sync",
    who: "owner",
  },
  {
    name: "overview-german",
    what: "The overview in German",
    path: "/",
    who: "owner",
    locale: "de-DE",
  },
  {
    name: "portal-german",
    what: "A portal that needs to be connected again, in German",
    path: "/portals > fabrikam.example",
    who: "owner",
    locale: "de-DE",
  },
  { name: "activity", what: "The activity log with its filters", path: "/activity", who: "owner" },
  {
    name: "system",
    what: "The system page: servers, queues, backups, keys",
    path: "/settings/system",
    who: "owner",
  },
  {
    name: "support",
    what: "The same portal as support sees it: no controls, and a way to ask for a reconnect",
    path: "/portals > acme.example",
    who: "support",
  },
  { name: "docs", what: "The documents in the console", path: "/docs", who: "support" },
  { name: "sign-in", what: "Signing in", path: "/login", who: "nobody" },
];

/** Pixels. @type {{width: number, height: number}[]} */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

export const THEMES = /** @type {const} */ (["light", "dark"]);

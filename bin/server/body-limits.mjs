/**
 * The largest body a request may have, in bytes, by where it goes. The first row that fits decides. Nothing may be
 * larger than `serverActions.bodySizeLimit` in next.config.js, which would fail where this refuses.
 * @type {{path: RegExp, bytes: number}[]}
 */
const LIMITS = [
  // Signing in and out: an address, a password, a token.
  { path: /^\/api\//, bytes: 16 * 1024 },
  // A file of 1,000,000 bytes (lib/imports/parse) in the envelope of its form.
  { path: /^\/portals\/import$/, bytes: 1024 * 1024 },
  // A logo of 256 KB (lib/public-pages/logo) in its form, and room to say in words that one is larger.
  { path: /^\/settings\/public-pages$/, bytes: 512 * 1024 },
  // Every other form: names, scopes, tokens, the portals ticked on one page.
  { path: /^/, bytes: 256 * 1024 },
];

/**
 * @param {string} path without query
 * @returns {number} bytes
 */
export function bodyLimitOf(path) {
  return LIMITS.find((row) => row.path.test(path))?.bytes ?? 0;
}

/**
 * Every column that holds sealed values (`p1.<key id>.<wrapped>.<value>`), in the one place that knows them all. A new
 * sealed column is one more line here; a unit test compares the list with the schema.
 *
 * `one` and `many` name a row to the operator; columns of one table with the same words are counted together.
 * `neededWhile` leaves out rows whose value nobody will ever open again.
 * `isIndexed`: rows are many, so an index on the key id answers (see the migration `sealed_key_ids`); an integration
 * test compares that with the database.
 * @type {readonly SealedColumn[]}
 *
 * @typedef {object} SealedColumn
 * @property {string} table
 * @property {string} column
 * @property {string} one
 * @property {string} many
 * @property {string} [neededWhile] an SQL condition
 * @property {boolean} [isIndexed]
 */
export const SEALED_COLUMNS = [
  { table: "Grant", column: "refreshTokenSealed", one: "grant", many: "grants", isIndexed: true },
  { table: "Grant", column: "accessTokenSealed", one: "grant", many: "grants", isIndexed: true },
  {
    table: "Grant",
    column: "previousRefreshTokenSealed",
    one: "grant",
    many: "grants",
    isIndexed: true,
  },
  {
    table: "GrantReturn",
    column: "refreshTokenSealed",
    one: "grant to give back",
    many: "grants to give back",
  },
  { table: "HubSpotApp", column: "clientSecretSealed", one: "app secret", many: "app secrets" },
  {
    table: "HubSpotApp",
    column: "previousSecretSealed",
    one: "previous app secret",
    many: "previous app secrets",
    neededWhile: `"previousSecretUntil" > now()`,
  },
  {
    table: "ImportRow",
    column: "refreshTokenSealed",
    one: "row of an import",
    many: "rows of imports",
    isIndexed: true,
  },
  {
    table: "ConnectAttempt",
    column: "codeVerifierSealed",
    one: "connection attempt",
    many: "connection attempts",
    neededWhile: `"status" IN ('pending', 'exchanging') AND "expiresAt" > now()`,
  },
  {
    table: "AlertTarget",
    column: "addressSealed",
    one: "address that is told of events",
    many: "addresses that are told of events",
  },
  {
    table: "AlertTarget",
    column: "secretSealed",
    one: "webhook secret",
    many: "webhook secrets",
  },
  {
    table: "AlertTarget",
    column: "previousSecretSealed",
    one: "previous webhook secret",
    many: "previous webhook secrets",
    neededWhile: `"previousSecretUntil" > now()`,
  },
  {
    table: "Factor",
    column: "secretSealed",
    one: "authenticator app",
    many: "authenticator apps",
  },
  {
    table: "Session",
    column: "providerTokenSealed",
    one: "session of single sign-on",
    many: "sessions of single sign-on",
    neededWhile: `"endedAt" IS NULL AND "expiresAt" > now()`,
  },
  {
    table: "SystemSecret",
    column: "valueSealed",
    one: "key of this installation",
    many: "keys of this installation",
  },
];

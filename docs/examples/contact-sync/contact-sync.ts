import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hubspot } from "./portico.ts";

const { HUB_ID, TABLE = `contacts-${HUB_ID}.json` } = process.env;
const CONTACTS = "/crm/v3/objects/contacts";
const COLUMNS = ["email", "firstname", "lastname", "jobtitle"];
/** HubSpot gives up to 100. Ten show that there are pages. */
const PAGE = 10;
const SEARCH_PAGE = 200;
/** A search may not know yet what changed a moment ago, and clocks differ: so much is read again. */
const OVERLAP_MS = 5 * 60_000;

type Row = Record<string, string | null>;
/** The CRM: a row for each contact by its ID, and the moment up to which nothing is missing. */
type Table = { syncedAt: string; rows: Record<string, Row> };
type Page = { results: Contact[]; paging?: { next: { after: string } } };
type Contact = { id: string; properties: Row; updatedAt: string };

/** All contacts, page by page. `after` leads on; the `link` beside it would lead past Portico. */
async function* all(archived: boolean): AsyncGenerator<Contact> {
  const query = new URLSearchParams({ limit: `${PAGE}`, archived: `${archived}` });
  query.set("properties", COLUMNS.join());
  for (;;) {
    const { results, paging } = await hubspot<Page>("GET", `${CONTACTS}?${query}`);
    yield* results;
    if (!paging) return;
    query.set("after", paging.next.after);
  }
}

/**
 * What is new or changed since a moment, oldest first. The next page begins at the last time seen, not at an offset:
 * contacts that change meanwhile would shift the pages, and HubSpot takes no offset beyond 10,000.
 */
async function* changedSince(fromMs: number): AsyncGenerator<Contact> {
  for (;;) {
    const filter = { propertyName: "lastmodifieddate", operator: "GTE", value: `${fromMs}` };
    const { results } = await hubspot<Page>("POST", `${CONTACTS}/search`, {
      filterGroups: [{ filters: [filter] }],
      sorts: [{ propertyName: "lastmodifieddate", direction: "ASCENDING" }],
      properties: COLUMNS,
      limit: SEARCH_PAGE,
    });
    yield* results;
    const last = results.at(-1);
    if (!last || results.length < SEARCH_PAGE) return;
    const lastMs = Date.parse(last.updatedAt);
    // A whole page of one and the same time, as an import leaves it, has no end to go on from.
    if (lastMs === fromMs) return yield* all(false);
    fromMs = lastMs;
  }
}

/** Brings the table in step. It is written once, at the end: a run that breaks off changes nothing, and the next makes good. */
async function sync(isFull: boolean): Promise<void> {
  const syncedAt = new Date().toISOString();
  const before = read();
  const rows: Table["rows"] = isFull ? {} : { ...before?.rows };
  const since = isFull || !before ? undefined : Date.parse(before.syncedAt) - OVERLAP_MS;
  for await (const { id, properties } of since ? changedSince(since) : all(false))
    rows[id] = Object.fromEntries(COLUMNS.map((name) => [name, properties[name] ?? null]));
  for await (const { id } of all(true)) delete rows[id];
  write({ syncedAt, rows });
  const isNew = (id: string) => JSON.stringify(rows[id]) !== JSON.stringify(before?.rows[id]);
  const ids = Object.keys(rows);
  const changed = ids.filter(isNew).length;
  const removed = Object.keys(before?.rows ?? {}).filter((id) => !rows[id]).length;
  console.log(`${TABLE}: ${ids.length} contacts, ${changed} new or changed, ${removed} removed`);
}

function read(): Table | undefined {
  return existsSync(TABLE) ? (JSON.parse(readFileSync(TABLE, "utf8")) as Table) : undefined;
}

/** Whoever reads the file sees the table of the last whole run or of this one, never half of it. */
function write(table: Table): void {
  const written = `${TABLE}.${process.pid}`;
  writeFileSync(written, JSON.stringify(table, null, 1), { mode: 0o600, flush: true });
  renameSync(written, TABLE);
}

/** `--full` reads everything again; `--set ID NAME VALUE` writes one value to HubSpot first. */
async function main([option, id, name = "", value]: string[]): Promise<void> {
  const change = { properties: { [name]: value } };
  if (option === "--set") await hubspot("PATCH", `${CONTACTS}/${id}`, change);
  await sync(option === "--full");
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`${error.message}\n${TABLE} was not changed.`);
  process.exitCode = 1;
});

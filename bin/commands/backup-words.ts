const WORDS: [table: string, one: string, many: string][] = [
  ["Person", "person", "people"],
  ["HubSpotApp", "app", "apps"],
  ["Portal", "portal", "portals"],
  ["Grant", "grant", "grants"],
  ["ApiKey", "API key", "API keys"],
  ["AuditEvent", "line of the audit log", "lines of the audit log"],
];

/** "3 people, 1 app, 1,204 portals": what a backup holds, for the operator. */
export function describeRows(rows: Record<string, number>): string {
  return WORDS.map(([table, one, many]) => {
    const count = rows[table] ?? 0;
    return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
  }).join(", ");
}

const SHOW_EVERY_MS = 200;

/** One line of a terminal that tells how far it is; nothing where nobody watches. */
export function progressLine(): { show(text: string): void; end(): void } {
  let shownAt = 0;
  return {
    show(text) {
      if (!process.stderr.isTTY || Date.now() - shownAt < SHOW_EVERY_MS) return;
      shownAt = Date.now();
      process.stderr.write(`\r\u001b[K${text}`);
    },
    end() {
      if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    },
  };
}

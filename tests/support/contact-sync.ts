import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";
import { makeKey, startDoor, type TestDoor } from "./door";
import { makePortal, type ConnectedPortal } from "./makers";
import type { World } from "./world";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** After `node`, as its README says. */
export const PROGRAM = ["--import", "tsx", "docs/examples/contact-sync/contact-sync.ts"];
const SCOPES = ["oauth", "crm.objects.contacts.read", "crm.objects.contacts.write"];

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The example against a door, with a portal of its own for each test. Read what it gives inside tests only. */
export interface Syncing {
  made: ConnectedPortal;
  keyId: string;
  door: TestDoor;
  /** Writes what the door counted. */
  restart(): Promise<void>;
  /** Where the table lies, alone. */
  folder: string;
  start(...args: string[]): ChildProcessWithoutNullStreams;
  run(...args: string[]): Promise<Ran>;
  /** With other settings than those of the README. */
  runWith(env: Record<string, string>): Promise<Ran>;
  /** The file as it is, "" without one. */
  file(): string;
  /** A column of the table by id. */
  column(name: string): Record<string, string | null>;
  /** What HubSpot saw of contacts, in short: method, "search" or the query, status. */
  calls(): Promise<string[]>;
}

export function useContactSync(world: () => World): Syncing {
  const syncing = {} as Syncing & { key: string };
  const file = () => join(syncing.folder, "table.json");
  beforeEach(async () => {
    await world().control.clearFaults();
    const made = await makePortal(world(), { appOptions: { requiredScopes: SCOPES } });
    const key = await makeKey(world(), { permissions: ["hubspot:read", "hubspot:write"] });
    const folder = mkdtempSync(join(tmpdir(), "portico-contact-sync-"));
    Object.assign(syncing, { made, ...key, folder, door: await startDoor(world()) });
  });
  afterEach(async () => {
    await syncing.door.close();
    rmSync(syncing.folder, { recursive: true, force: true });
  });
  const start = (args: string[], env: Record<string, string> = {}) =>
    spawn(process.execPath, [...PROGRAM, ...args], {
      cwd: root,
      env: {
        ...process.env,
        PORTICO_URL: syncing.door.url,
        PORTICO_API_KEY: syncing.key,
        HUB_ID: String(syncing.made.hubId),
        TABLE: file(),
        ...env,
      },
    });
  return Object.assign(syncing, {
    async restart() {
      await syncing.door.close();
      syncing.door = await startDoor(world());
    },
    start: (...args: string[]) => start(args),
    run: (...args: string[]) => ended(start(args)),
    runWith: (env: Record<string, string>) => ended(start([], env)),
    file: () => (existsSync(file()) ? readFileSync(file(), "utf8") : ""),
    column(name: string) {
      const { rows } = JSON.parse(syncing.file()) as {
        rows: Record<string, Record<string, string>>;
      };
      return Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, row[name] ?? null]));
    },
    async calls() {
      const requests = await world().control.requests({ path: "/contacts" });
      return requests.map(({ method, path, query, status }) => {
        const { archived, after } = query;
        const kind = archived === "true" ? "archive" : (path.split("/contacts")[1] ?? "");
        return [method, kind || "list", ...(after ? ["next"] : []), status].join(" ");
      });
    },
  });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}

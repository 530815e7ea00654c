import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../../bin/postgres/embedded-postgres.mjs";
import { createControlClient, type ControlClient } from "../../hubspot-simulator/control-client";
import { Database } from "./database";
import { freePort, startProgram, type Program } from "./processes";
import { Snapshots } from "./snapshots";

export const SETUP_TOKEN = "9f2c7d41b86e-setup-for-e2e";

export interface Simulator {
  program: Program;
  origin: string;
  control: ControlClient;
}

/** The HubSpot simulator as a process of its own. @param redirectUris registered for its sample app */
export async function startSimulator(redirectUris: string[]): Promise<Simulator> {
  const registered = redirectUris.flatMap((uri) => ["--redirect-uri", uri]);
  const program = startProgram([
    ...["--import", "tsx", "tests/hubspot-simulator/main.ts"],
    ...["--port", "0", "--control-port", "0", ...registered],
  ]);
  await program.printed("\n");
  const line = program.output().split("\n")[0] ?? "";
  const { appUrl, controlUrl } = JSON.parse(line) as { appUrl: string; controlUrl: string };
  return { program, origin: appUrl, control: createControlClient(controlUrl) };
}

/** A folder for one server; PostgreSQL runs as another user below it when the tests run as root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portico-e2e-"));
  chmodSync(folder, 0o711);
  return folder;
}

export interface LaunchOptions {
  port: number;
  dataDir: string;
  simulatorOrigin: string;
  env?: Record<string, string>;
}

/** `npm start` without npm: the real launcher, ready to serve when this resolves. */
export async function launch({ port, dataDir, simulatorOrigin, env }: LaunchOptions) {
  const program = startProgram(["bin/launch.mjs", "start"], {
    PORT: String(port),
    PORTICO_DATA_DIR: dataDir,
    PORTICO_SETUP_TOKEN: SETUP_TOKEN,
    // Receivers of the tests are on this machine.
    PORTICO_ALLOWED_RECEIVERS: "127.0.0.0/8",
    HUBSPOT_API_URL: simulatorOrigin,
    HUBSPOT_APP_URL: simulatorOrigin,
    ...env,
  });
  await program.printed("Portico is ready at ");
  return program;
}

/** One Portico with its own data folder, database and simulator. */
export class Stack {
  private constructor(
    readonly origin: string,
    readonly simulator: Simulator,
    readonly dataDir: string,
    private readonly port: number,
    private program: Program,
    private readonly env: Record<string, string>,
  ) {}

  private earlierOutput = "";
  private opened: Promise<Database> | undefined;
  private openedSnapshots: Promise<Snapshots> | undefined;

  /** @param env settings beside those that every stack has */
  static async start(env: Record<string, string> = {}): Promise<Stack> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const dataDir = temporaryFolder();
    const simulator = await startSimulator([`${origin}/oauth/callback`]);
    const options = { port, dataDir, simulatorOrigin: simulator.origin, env };
    try {
      return new Stack(origin, simulator, dataDir, port, await launch(options), env);
    } catch (error) {
      await simulator.program.stop();
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  get control(): ControlClient {
    return this.simulator.control;
  }

  /** Everything launcher and server have printed, in all their lives. */
  output(): string {
    return this.earlierOutput + this.program.output();
  }

  /** The stack's database, over a connection of the tests' own. */
  database(): Promise<Database> {
    this.opened ??= this.openDatabase();
    return this.opened;
  }

  /** Remembers what the database holds now. */
  async keep(name: string): Promise<void> {
    this.openedSnapshots ??= this.urls().then(({ adminUrl }) => Snapshots.connect(adminUrl));
    await (await this.openedSnapshots).keep(name);
  }

  /** Back to what was kept under that name, with a simulator that knows nothing else either. */
  async rewind(name: string): Promise<void> {
    this.openedSnapshots ??= this.urls().then(({ adminUrl }) => Snapshots.connect(adminUrl));
    await (await this.openedSnapshots).rewind(name);
    // They know of lines that are not written now, and would say that the log was set back.
    rmSync(join(this.dataDir, "audit-anchors"), { force: true });
    await this.control.reset();
  }

  private async openDatabase(): Promise<Database> {
    return Database.connect((await this.urls()).url);
  }

  /** Runs the operator CLI beside the server, as `npm run portico -- …` does. @returns what it printed */
  cli(args: string[]): Promise<string> {
    return this.beside(["cli", ...args]);
  }

  /** Adds synthetic portals, as `npm run seed` does. @returns what it printed */
  seed(portals: number): Promise<string> {
    return this.beside(["seed", "--portals", String(portals)]);
  }

  private async beside(args: string[]): Promise<string> {
    const program = startProgram(["bin/launch.mjs", ...args], {
      ...{ PORT: String(this.port), PORTICO_DATA_DIR: this.dataDir },
      ...{ HUBSPOT_API_URL: this.simulator.origin, HUBSPOT_APP_URL: this.simulator.origin },
      ...this.env,
    });
    await once(program.child, "close");
    return program.output();
  }

  /** How to reach the database of this stack, password and all. */
  async databaseUrl(): Promise<string> {
    return (await this.urls()).url;
  }

  private async urls(): Promise<{ url: string; adminUrl: string }> {
    const { url, adminUrl, stop } = await startEmbeddedPostgres({ dataDir: this.dataDir });
    // Lets go of the server without stopping it: the launcher uses it.
    await stop();
    const admin = new URL(adminUrl);
    admin.pathname = new URL(url).pathname;
    return { url, adminUrl: admin.href };
  }

  /**
   * Kills the launcher as a power cut would, and starts it again on the same folder.
   * @param whileDown changes files that a running server may write itself
   */
  async crashAndRestart(whileDown: () => void = () => undefined): Promise<void> {
    await this.closeDatabase();
    await this.program.stop("SIGKILL");
    whileDown();
    this.earlierOutput += this.program.output();
    const { port, dataDir, simulator, env } = this;
    this.program = await launch({ port, dataDir, simulatorOrigin: simulator.origin, env });
  }

  private async closeDatabase(): Promise<void> {
    await (await this.opened)?.close();
    await (await this.openedSnapshots)?.close();
    this.opened = undefined;
    this.openedSnapshots = undefined;
  }

  /** Stops everything. @throws Error when the launcher does not end cleanly on SIGTERM */
  async stop(): Promise<void> {
    await this.closeDatabase();
    const code = await this.program.stop();
    await this.simulator.program.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the launcher ended with ${code}:\n${this.program.output()}`);
  }
}

import { createServer, Socket, type AddressInfo } from "node:net";
import pg from "pg";

/** A pooler as pgbouncer in transaction mode, before it knew of prepared statements (1.21). */
export interface TransactionPooler {
  port: number;
  /** Statements that would have left something behind in a session that is somebody else's by now. */
  left: string[];
  close(): Promise<void>;
}

/** What pgbouncer takes in a start; anything else it refuses. */
const KNOWN = new Set([
  ...["user", "database", "application_name", "client_encoding"],
  ...["datestyle", "timezone", "standard_conforming_strings"],
]);
const LEAVES_SOMETHING = [
  /^\s*(set|reset)\s+(?!local\b|transaction\b|constraints\b)/i,
  /^\s*(listen|unlisten|prepare|load|discard)\b/i,
  /^\s*declare\b.*\bwith hold\b/is,
  /\bcreate\s+(global\s+|local\s+)?temp(orary)?\b/i,
  /\bpg_(try_)?advisory_(un)?lock/i,
  /\bset_config\s*\([^)]*,\s*false\s*\)/i,
];

/** A connection to PostgreSQL, lent for one transaction at a time. */
interface Session {
  socket: Socket;
  holder?: Client;
}

interface Client {
  socket: Socket;
  session?: Session;
  /** What was sent and is not passed on: no session is free. */
  waiting: Buffer[];
  /** Ends of requests (Sync, Query) that PostgreSQL has not answered. */
  unanswered: number;
}

/** @param sessions how many connections to PostgreSQL all clients share */
export async function startTransactionPooler(
  url: string,
  sessions = 2,
): Promise<TransactionPooler> {
  const pool = await Promise.all(Array.from({ length: sessions }, () => openSession(url)));
  const queue: Client[] = [];
  const left: string[] = [];
  const lend = () => {
    // In turn, so that a client seldom meets the session it had before.
    for (let free = pool.find(({ holder }) => !holder); free && queue.length > 0;) {
      const client = queue.shift();
      if (!client || client.socket.destroyed) continue;
      pool.push(...pool.splice(pool.indexOf(free), 1));
      free.holder = client;
      client.session = free;
      for (const message of client.waiting.splice(0)) free.socket.write(message);
      free = pool.find(({ holder }) => !holder);
    }
  };
  for (const session of pool) {
    follow(session.socket, (type, message) => {
      const client = session.holder;
      client?.socket.write(message);
      if (!client || type !== "Z") return;
      client.unanswered -= 1;
      if (client.unanswered > 0 || message[5] !== 0x49) return;
      client.session = session.holder = undefined;
      lend();
    });
  }
  const take = (client: Client, type: string, message: Buffer) => {
    if (type === "X") return client.socket.end();
    const found = whatIsLeft(type, message);
    if (found) left.push(found);
    if (type === "S" || type === "Q") client.unanswered += 1;
    if (client.session) return client.session.socket.write(message);
    if (client.waiting.push(message) === 1) queue.push(client);
    lend();
  };
  const server = createServer((socket) => {
    const client: Client = { socket, waiting: [], unanswered: 0 };
    socket.on("error", () => undefined);
    socket.once("data", (start: Buffer) => {
      const unknown = parametersOf(start).find((name) => !KNOWN.has(name.toLowerCase()));
      if (unknown) return socket.end(refusal(`unsupported startup parameter: ${unknown}`));
      follow(socket, (type, message) => take(client, type, message));
      socket.write(Buffer.concat([frame("R", int(0)), frame("K", int(1), int(1)), READY]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    left,
    async close() {
      for (const { socket, holder } of pool) {
        socket.destroy();
        holder?.socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Signs in as a client of PostgreSQL does, and takes the connection over. */
async function openSession(url: string): Promise<Session> {
  const socket = new Socket();
  const client = new pg.Client({ connectionString: url, stream: () => socket });
  client.on("error", () => undefined);
  await client.connect();
  socket.removeAllListeners("data");
  return { socket };
}

/** Calls back with each message as it was sent: one byte of type, four of length, the rest. */
function follow(socket: Socket, onMessage: (type: string, message: Buffer) => void): void {
  let kept = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= 5 && kept.length >= 1 + kept.readInt32BE(1)) {
      const end = 1 + kept.readInt32BE(1);
      const message = kept.subarray(0, end);
      kept = kept.subarray(end);
      onMessage(String.fromCharCode(message[0] ?? 0), message);
    }
  });
}

/** The statement, when a session is not as it was after it. */
function whatIsLeft(type: string, message: Buffer): string | undefined {
  if (type !== "P" && type !== "Q") return undefined;
  const [first = "", second = ""] = message.subarray(5).toString("utf8").split("\0");
  if (type === "P" && first !== "") return `prepared as ${first}: ${second}`;
  const statement = type === "P" ? second : first;
  return LEAVES_SOMETHING.some((pattern) => pattern.test(statement)) ? statement : undefined;
}

/** The names of the parameters of a start: after length and version, name and value by turns. */
function parametersOf(start: Buffer): string[] {
  const words = start.subarray(8).toString("utf8").split("\0");
  return words.filter((word, at) => at % 2 === 0 && word !== "");
}

function refusal(words: string): Buffer {
  return frame("E", Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${words}\0\0`));
}

function frame(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int(body.length + 4), body]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const READY = frame("Z", Buffer.from("I"));

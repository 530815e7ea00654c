import { buildConnector, Client } from "undici";

const CONNECT_TIMEOUT_MS = 5_000;
/** Between two pieces of an answer. */
const PIECE_TIMEOUT_MS = 60_000;
/** More than this many idle ones are not kept. */
const MOST_KEPT = 256;

/**
 * Connections to HubSpot's API, each for one call at a time. The one used last is used next, so no call searches among
 * them all, and those that are too many close by themselves.
 */
export class Connections {
  private readonly idle = new Map<string, Client[]>();
  // Shared, because it keeps the TLS sessions (RFC 8446 section 2.2).
  private readonly connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });

  /** @param answerTimeoutMs from the end of a request until its answer begins */
  constructor(private readonly answerTimeoutMs: number) {}

  take(origin: string): Client {
    return (
      this.idle.get(origin)?.pop() ??
      new Client(origin, {
        connect: this.connect,
        headersTimeout: this.answerTimeoutMs,
        bodyTimeout: PIECE_TIMEOUT_MS,
      })
    );
  }

  /** Gives back one whose call is over. After an error it connects anew by itself. */
  giveBack(origin: string, client: Client): void {
    const idle = this.idle.get(origin) ?? [];
    this.idle.set(origin, idle);
    if (idle.length < MOST_KEPT) idle.push(client);
    else this.discard(client);
  }

  /** Ends one that serves no other call, after what is under way. */
  discard(client: Client): void {
    client.close().catch(() => undefined);
  }
}

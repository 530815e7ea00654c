import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A door in front of a server that a test can shut: what is behind it seems stopped, or seems to stand still. */
export interface TcpGate {
  port: number;
  /** Cuts every connection and refuses new ones, as a server that was stopped or crashed does. */
  stop(): Promise<void>;
  /** Takes connections and passes nothing on. */
  stall(): void;
  /** Passes everything again, also what came in while it stood still. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpGate(target: { host: string; port: number }): Promise<TcpGate> {
  const pairs = new Set<[Socket, Socket]>();
  let isStalled = false;
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    near.pipe(far);
    far.pipe(near);
    if (isStalled) pause(pair);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    cut();
    await closed;
  };
  return {
    port,
    stop,
    stall() {
      isStalled = true;
      for (const pair of pairs) pause(pair);
    },
    async open() {
      isStalled = false;
      for (const pair of pairs) resume(pair);
      if (!server.listening) await listen(port);
    },
    close: stop,
  };
}

function pause([near, far]: [Socket, Socket]): void {
  near.unpipe(far).pause();
  far.unpipe(near).pause();
}

function resume([near, far]: [Socket, Socket]): void {
  near.pipe(far);
  far.pipe(near);
}

import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { serveControl } from "./control-server";
import { serveProduct } from "./product-server";
import { createWorld } from "./world";

export interface SimulatorOptions {
  /** Port of the API and consent side; 0 or absent picks a free one. */
  port?: number;
  controlPort?: number;
  /** Adds the accounts of the demonstration. */
  demo?: boolean;
  /** Replaces the sample app's redirect URIs. */
  redirectUris?: string[];
}

export interface Simulator {
  apiUrl: string;
  appUrl: string;
  controlUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the simulator on 127.0.0.1; the consent pages share the API's origin.
 * @throws ZodError on a redirect URI HubSpot would not register, Error when a port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = createWorld(options);
  const product = createServer(guard((req, res) => serveProduct(world, req, res)));
  const control = createServer(guard((req, res) => serveControl(world, req, res)));
  try {
    const port = await listen(product, options.port ?? 0);
    const controlPort = await listen(control, options.controlPort ?? 0);
    const apiUrl = `http://localhost:${port}`;
    const controlUrl = `http://localhost:${controlPort}`;
    const close = async () => void (await Promise.all([stop(product), stop(control)]));
    return { apiUrl, appUrl: apiUrl, controlUrl, close };
  } catch (error) {
    await Promise.all([stop(product), stop(control)]);
    throw error;
  }
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

// A client that goes away mid-request ends here; the connection is all there is to clean up.
function guard(serve: Serve) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch(() => response.destroy());
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

// Loaded into the server before its own code (node --import). The launcher holds the other end of a pipe; when it dies, even by
// kill -9, the pipe closes and the server ends itself, so that no orphan keeps the port.
import { Socket } from "node:net";

const PATIENCE_MS = 30_000;
const fd = Number(process.env.PORTICO_LAUNCHER_FD ?? "");
// Taken out of the environment: children of the server must not look for the pipe.
delete process.env.PORTICO_LAUNCHER_FD;

if (fd > 2) {
  const pipe = new Socket({ fd, readable: true, writable: false });
  pipe.on("error", () => {});
  pipe.on("close", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  });
  pipe.resume();
  pipe.unref();
}

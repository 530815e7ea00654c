import "server-only";
import type { Logger } from "pino";
import { createLogger } from "./create-logger.mjs";

/** The log of this process. */
export const logger: Logger = createLogger(process.env.PORTICO_LOG_LEVEL || "info");

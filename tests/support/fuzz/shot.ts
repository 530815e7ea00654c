import type { RawRequest } from "../raw-request";

/** One hostile request. */
export interface Shot {
  kind: "action" | "page" | "handler" | "api";
  /** What it is meant for. */
  target: string;
  request: RawRequest;
}

import { expect } from "@playwright/test";
import { rawRequest } from "../../support/raw-request";
import type { Stack } from "./stack";

const READY = "Portico is ready at ";

export interface LogLine {
  level: string;
  msg?: string;
  [field: string]: unknown;
}

/**
 * What the server has printed since it began to serve, or since a place in its output: one entry per line.
 * @throws Error for a line of the server that is no JSON entry
 */
export async function serverLog(stack: Stack, from = 0): Promise<LogLine[]> {
  // Output takes its time through two pipes, but keeps its order: a request that leaves a line is the end mark.
  const { headers } = await rawRequest(stack.origin, {
    ...{ method: "POST", path: "/login", body: "no form" },
    headers: { origin: stack.origin, "content-type": "multipart/form-data; boundary=b" },
  });
  await expect.poll(() => stack.output()).toContain(String(headers["x-request-id"]));
  return entries(stack.output(), from);
}

/** The launcher speaks first, in plain words, and once more to name the set-up link. */
function entries(output: string, from: number): LogLine[] {
  const serving = output.slice(Math.max(from, output.lastIndexOf(READY)));
  const lines = serving.split("\n").filter(Boolean);
  return lines.filter((line) => !/^(Portico is ready at|First run:) /.test(line)).map(readLine);
}

function readLine(line: string): LogLine {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === "object" && entry !== null && "level" in entry) return entry as LogLine;
  } catch {
    // Told below.
  }
  throw new Error(`the server printed a line that is no JSON entry: ${line.slice(0, 300)}`);
}

import { describe, expect, it } from "vitest";
import { logConsole } from "@/bin/server/log-console.mjs";
import { createLogger } from "@/lib/create-logger.mjs";
import { runInRequest } from "@/lib/http/request-scope.mjs";

/** A console whose output goes to a log that the test reads. */
function start() {
  let text = "";
  const said: Record<string, (...words: unknown[]) => void> = {};
  logConsole(createLogger("debug", { write: (line: string) => void (text += line) }), said);
  const lines = () =>
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const say = (method: string, ...words: unknown[]) => said[method]?.(...words);
  return { say, lines, text: () => text };
}

const scope = (more: object = {}) => ({
  ...{ requestId: "r-1", method: "GET", path: "/apps/x", logged: new WeakSet() },
  ...{ isForm: false, isFormRead: false, isOurFailure: false },
  ...more,
});

/** An error as if it had been thrown in the first of these files, called from the others. */
function thrownIn(...files: string[]): Error {
  const error = new TypeError("Failed to parse body as FormData.");
  const frames = ["node:internal/deps/undici/undici", ...files].map((file) => `    at ${file}:1:2`);
  error.stack = `TypeError: Failed to parse body as FormData.\n${frames.join("\n")}`;
  return error;
}
const NEXT = "/srv/portico/node_modules/next/dist/compiled/next-server/app-page.runtime.prod.js";
const OURS = "/srv/portico/.next/server/chunks/ssr/_0hpv4pbtnros5._.js";

describe("what is printed on the console", () => {
  it("becomes one entry of its level, however many lines it has", () => {
    const { say, lines, text } = start();
    say("log", "▲ Next.js", "16");
    say("info", "%s has %d\nlines", "this", 2);
    say("warn", "\u001b[33m⚠\u001b[39m careful");
    say("error", "⨯", new Error("broken\nin two"));
    say("debug", { deep: { one: 1 } });
    say("error", "");
    expect(lines().map(({ level, msg }) => [level, msg])).toEqual([
      ["info", "Next.js 16"],
      ["info", "this has 2\nlines"],
      ["warn", "careful"],
      ["error", "broken\nin two"],
      ["debug", "{ deep: { one: 1 } }"],
    ]);
    expect(text().trimEnd().split("\n")).toHaveLength(5);
    expect(lines()[3]?.err).toMatchObject({ name: "Error", message: "broken\nin two" });
  });

  it("passes the redactor: text, objects, errors and their causes", () => {
    const { say, text } = start();
    const secret = "s3cr3t-value-0123456789";
    say("error", `GET /oauth/callback?code=${secret}&state=${secret}`);
    say("warn", "sent", { password: secret, headers: { authorization: secret } });
    const cause = new Error(`refresh_token=${secret}`);
    say("error", new Error(`Bearer ${secret}`, { cause }));
    expect(text()).not.toContain(secret);
    expect(text()).toContain("[redacted]");
  });

  it("names the request it belongs to, and tells one error once per request", () => {
    const { say, lines } = start();
    const error = Object.assign(new Error("no such column"), { digest: "4028639609" });
    runInRequest(scope(), () => {
      say("error", "⨯", error);
      say("error", error);
    });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      ...{ level: "error", msg: "request failed", digest: "4028639609" },
      ...{ requestId: "r-1", method: "GET", path: "/apps/x" },
    });
    runInRequest(scope({ requestId: "r-2" }), () => say("error", error));
    say("error", error);
    say("error", error);
    expect(lines()).toHaveLength(4);
  });

  it("is no error when a form could not be decoded, and is one when our own code failed", () => {
    const { say, lines } = start();
    const form = { method: "POST", isForm: true };
    const print = (more: object, error: Error) => {
      const one = scope({ ...form, ...more });
      runInRequest(one, () => say("error", "⨯", error));
      return one.isOurFailure;
    };
    expect(print({}, thrownIn(NEXT))).toBe(false);
    expect(print({}, thrownIn(NEXT, OURS))).toBe(false);
    expect(print({}, thrownIn(OURS, NEXT))).toBe(true);
    expect(print({ isFormRead: true }, thrownIn(NEXT))).toBe(false);
    expect(print({ isForm: false }, thrownIn(NEXT))).toBe(false);
    expect(lines().map(({ level, msg }) => `${level}: ${msg}`)).toEqual([
      "warn: a form could not be read",
      "warn: a form could not be read",
      "error: request failed",
      "error: request failed",
      "error: request failed",
    ]);
  });
});

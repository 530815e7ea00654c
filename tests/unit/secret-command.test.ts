import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { askCommand } from "@/bin/settings/secret-command.mjs";
import { findSecrets, secretsToHandOver } from "@/bin/settings/secrets.mjs";

const NAME = "PORTICO_ENCRYPTION_KEYS";
const keys = () => `k1:${randomBytes(32).toString("base64")}`;
const find = (env: Record<string, string>) => findSecrets("/nowhere", env);

describe("keys from a command", () => {
  it("are what it prints, and reach the server beside the environment", () => {
    const text = keys();
    const found = find({ [`${NAME}_COMMAND`]: `printf '%s\\n' '${text}'` });
    expect(found[NAME]).toEqual({ value: text, source: `${NAME}_COMMAND`, own: false, path: "" });
    expect(secretsToHandOver(found, "postgresql://x/y", {})[NAME]).toBe(text);
  });

  it("are asked for once in a start", () => {
    const command = `echo 'k1:'; head -c 32 /dev/urandom | base64`;
    expect(askCommand(NAME, command)).toBe(askCommand(NAME, command));
  });

  it.each([
    ["exit 3", /failed with exit code 3/],
    ["echo 'permission denied' >&2; exit 1", /exit code 1: permission denied/],
    ["true", /printed nothing/],
    ["echo 'not a key'", /COMMAND/],
  ])("%s: says what is wrong", (command, words) => {
    expect(() => find({ [`${NAME}_COMMAND`]: command })).toThrow(words);
  });

  it("are not mixed with others", () => {
    expect(() => find({ [`${NAME}_COMMAND`]: "true", [NAME]: keys() })).toThrow(/Both/);
    expect(() => find({ [`${NAME}_COMMAND`]: "true", [`${NAME}_FILE`]: "/x" })).toThrow(/Both/);
  });

  it("come from a program that sees no other secret", () => {
    process.env["NEXTAUTH_SECRET"] = "hidden-from-the-command";
    try {
      expect(askCommand(NAME, 'printf "%s" "[$NEXTAUTH_SECRET]"')).toBe("[]");
    } finally {
      delete process.env["NEXTAUTH_SECRET"];
    }
  });
});

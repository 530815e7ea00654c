import { describe, expect, it, vi } from "vitest";
import { installTrouble } from "@/app/install/[slug]/install-trouble";
import { AppError } from "@/lib/errors";

const world = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: () => Promise.resolve(world.headers) }));

const limited = (retryAfterSeconds?: number) =>
  new AppError("rate_limited", { details: { retryAfterSeconds } });

describe("when the way to HubSpot does not open", () => {
  it.each([
    [limited(1), "Too many tries. Wait 1 minute, then try again."],
    [limited(61), "Too many tries. Wait 2 minutes, then try again."],
    [limited(), "Too many tries. Wait 1 minute, then try again."],
    [new AppError("not_found"), "This app can no longer be connected here. Ask for a new link."],
    [new Error("Portico"), "The way to HubSpot could not be opened. Try again in a moment."],
  ])("%s is told to a customer", async (error, words) => {
    expect(await installTrouble(error)).toBe(words);
  });

  it("in the language of the page", async () => {
    world.headers = new Headers({ "x-portico-locale": "de" });
    expect(await installTrouble(limited(61))).toMatch(/^Zu viele Versuche\. .* 2 Minuten /);
    world.headers = new Headers({ "x-portico-locale": "constructor" });
    expect(await installTrouble(limited(61))).toMatch(/^Too many/);
  });
});

import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { createVault } from "@/lib/crypto/vault";
import type { KeptAnswer } from "@/lib/spill/answer";
import { listLeftFiles, openLeft, removeLeft } from "@/lib/spill/left-answers";
import { encodeKept, encodeReleased, readRecords } from "@/lib/spill/record";
import { createSpill, type Spill } from "@/lib/spill/spill";
import { LEASE_MS } from "@/lib/portals/lease";
import { TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";

const keys = { fingerprintKey: randomBytes(32), auditKey: randomBytes(32) };
const vault = createVault(parseKeyring(`k1:${randomBytes(32).toString("base64")}`), keys);

let dir: string;
let spill: Spill;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "portico-spill-"));
  spill = createSpill(join(dir, "spill"), vault);
});
afterEach(async () => {
  await spill.close();
  rmSync(dir, { recursive: true, force: true });
});

const REFRESH_TOKEN = "na1-refresh-token-of-this-test";
function answer(number = 0): KeptAnswer {
  return {
    kind: "refresh",
    portalId: "p",
    appId: "a",
    grantId: "g",
    fence: number,
    startedAt: new Date(number),
    tokens: {
      accessToken: new Secret("access-token-of-this-test"),
      refreshToken: new Secret(`${REFRESH_TOKEN}-${number}`),
      expiresInSeconds: 1800,
      hubId: "5",
      scopes: ["oauth"],
    },
  };
}

/** What the next process would find: this one, dead. */
async function found() {
  const [file] = readdirSync(spill.folder);
  const dead = join(spill.folder, "00000000-0000-4000-8000-000000000000.999999999.1.1.spill");
  writeFileSync(dead, readFileSync(join(spill.folder, file ?? "")));
  const left = await listLeftFiles(spill);
  await Promise.all(left.map(removeLeft));
  return left.flatMap(({ answers }) => answers.map((one) => openLeft(vault, one)));
}

describe("a kept answer", () => {
  it("is on the disk when keep returns, sealed, for its owner alone", async () => {
    const room = await spill.reserve();
    await room.keep(answer(7));
    const [name] = readdirSync(spill.folder);
    const path = join(spill.folder, name ?? "");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(spill.folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(path, "utf8")).not.toMatch(/token-of-this-test/);
    const [back] = await found();
    expect(back).toMatchObject({ kind: "refresh", portalId: "p", grantId: "g", fence: 7 });
    expect(back?.startedAt).toEqual(new Date(7));
    expect(back?.tokens.refreshToken?.reveal()).toBe(`${REFRESH_TOKEN}-7`);
    expect(back?.tokens).toMatchObject({ expiresInSeconds: 1800, hubId: "5", scopes: ["oauth"] });
  });

  it("is gone once it is released, and the file with it when the process ends", async () => {
    const [one, two] = [await spill.reserve(), await spill.reserve()];
    await Promise.all([one.keep(answer(1)), two.keep(answer(2))]);
    one.release();
    await expect
      .poll(async () => (await found()).map((left) => "fence" in left && left.fence))
      .toEqual([2]);
    two.release();
    await spill.close();
    expect(readdirSync(spill.folder)).toEqual([]);
  });

  it("survives among many that are written at once", async () => {
    const rooms = await Promise.all(Array.from({ length: 200 }, () => spill.reserve()));
    await Promise.all(rooms.map((room, number) => room.keep(answer(number))));
    const fences = (await found()).map((left) => ("fence" in left ? left.fence : -1));
    expect(fences.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it("goes into another file when one is full, and the full one goes when it is not needed", async () => {
    const first = await spill.reserve();
    await first.keep(answer(1));
    for (let number = 2; readdirSync(spill.folder).length < 2; number += 1) {
      const rooms = await Promise.all(Array.from({ length: 500 }, () => spill.reserve()));
      await Promise.all(rooms.map((room) => room.keep(answer(number))));
      for (const room of rooms) room.release();
    }
    first.release();
    await expect.poll(() => readdirSync(spill.folder)).toHaveLength(1);
  });
});

describe("a place that cannot keep an answer says so before HubSpot is asked", () => {
  it("when the folder cannot be made", async () => {
    writeFileSync(join(dir, "a-file"), "");
    const blocked = createSpill(join(dir, "a-file", "spill"), vault);
    await expect(blocked.reserve()).rejects.toMatchObject({ code: "spill_unwritable" });
  });

  it("and works again as soon as it can, also when somebody cleared the folder", async () => {
    (await spill.reserve()).release();
    rmSync(spill.folder, { recursive: true });
    const room = await spill.reserve();
    await room.keep(answer(3));
    expect(await found()).toHaveLength(1);
  });
});

describe("what a crash leaves of a file", () => {
  const line = (id: string) => encodeKept(id, `sealed-${id}`);

  it("is every whole line before the cut, whatever the cut", () => {
    const text = line("a") + line("b") + encodeReleased("a") + line("c");
    const ends = [
      line("a"),
      line("a") + line("b"),
      line("a") + line("b") + encodeReleased("a"),
      text,
    ];
    const expected = [["a"], ["a", "b"], ["b"], ["b", "c"]];
    for (let cut = 0; cut <= text.length; cut += 1) {
      const whole = ends.filter((end) => end.length <= cut).length;
      const { kept } = readRecords(text.slice(0, cut) + "\0".repeat(50));
      const ids = kept.map(({ id }) => id);
      expect(ids, `cut after ${cut}`).toEqual(whole === 0 ? [] : expected[whole - 1]);
    }
  });

  it("never holds an answer that nobody wrote", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (noise) => {
        expect(readRecords(line("a") + noise).kept.map(({ id }) => id)).toEqual(["a"]);
      }),
    );
  });
});

it("a lease outlives two token calls, one for each client secret, and the store after them", () => {
  expect(LEASE_MS).toBeGreaterThanOrEqual(2 * TOKEN_TIMEOUT_MS + 10_000);
});

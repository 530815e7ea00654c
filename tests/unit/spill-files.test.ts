import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { createVault } from "@/lib/crypto/vault";
import type { KeptAnswer } from "@/lib/spill/answer";
import { ownFileName } from "@/lib/spill/file-name";
import {
  countWaiting,
  explainUnreadable,
  listLeftFiles,
  listSpillFiles,
  openLeft,
} from "@/lib/spill/left-answers";
import { encodeKept, encodeReleased, readRecords } from "@/lib/spill/record";
import { createSpill, type Spill } from "@/lib/spill/spill";

const newKey = () => randomBytes(32).toString("base64");
const systemKeys = { fingerprintKey: randomBytes(32), auditKey: randomBytes(32) };
const [k1, k2] = [`k1:${newKey()}`, `k2:${newKey()}`];
const vaultOf = (keys: string) => createVault(parseKeyring(keys), systemKeys);
const vault = vaultOf(k1);

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

function answer(number: number, scopeBytes = 0): KeptAnswer {
  const refreshToken = new Secret(`token-${number}`);
  const scopes = [`${number}`.repeat(1), "s".repeat(scopeBytes)];
  const tokens = { refreshToken, expiresInSeconds: 1800, scopes };
  return {
    kind: "refresh",
    portalId: "p",
    appId: "a",
    grantId: "g",
    fence: number,
    startedAt: new Date(0),
    tokens,
  };
}

/** The numbers of the answers that stand unreleased in the files of this process. */
async function standing(): Promise<number[]> {
  const files = await listSpillFiles(spill.folder);
  const answers = files.flatMap((file) => file.answers.map((left) => openLeft(vault, left)));
  return answers.flatMap((one) => ("fence" in one ? one.fence : [])).toSorted((a, b) => a - b);
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

describe("a hundred answers at once", () => {
  it("stand there all, beside some that are far longer than usual and while room is taken", async () => {
    const rooms = await Promise.all(numbers(100).map(() => spill.reserve()));
    const more: Promise<unknown>[] = [];
    const kept = rooms.map((room, number) => {
      // New room is wanted in the middle of the writing.
      if (number % 10 === 0) more.push(...numbers(60).map(() => spill.reserve()));
      return room.keep(answer(number, number % 5 === 0 ? 190_000 : 10));
    });
    await Promise.all([...kept, ...more]);
    expect(await standing()).toEqual(numbers(100));
    for (const { damaged } of await listSpillFiles(spill.folder)) expect(damaged).toBe(0);
  });

  it("are gone one by one as they are stored, whatever comes in between", async () => {
    const rooms = await Promise.all(numbers(100).map(() => spill.reserve()));
    await Promise.all(
      rooms.map(async (room, number) => {
        await room.keep(answer(number));
        if (number % 3 > 0) room.release();
      }),
    );
    await expect.poll(standing).toEqual(numbers(100).filter((number) => number % 3 === 0));
  });
});

describe("a damaged line", () => {
  it("costs itself and none of those after it", () => {
    const [a, b, c] = ["a", "b", "c"].map((id) => encodeKept(id, `sealed-${id}`));
    const hurt = `${b?.slice(0, 9)}X${b?.slice(10)}`;
    const text = `${a}${hurt}${c}${encodeReleased("a")}\0\0\0`;
    expect(readRecords(text)).toEqual({ kept: [{ id: "c", sealed: "sealed-c" }], damaged: 1 });
  });
});

describe("whose file it is", () => {
  const other = "00000000-0000-4000-8000-000000000000";
  const put = (name: string, ageMs = 0) => {
    const path = join(spill.folder, name);
    mkdirSync(spill.folder, { recursive: true });
    writeFileSync(path, encodeKept("x", "sealed"));
    const at = new Date(Date.now() - ageMs);
    utimesSync(path, at, at);
  };
  const left = async () => (await listLeftFiles(spill)).length;

  it("of this machine: a dead process's at once, a living one's never", async () => {
    const living = ownFileName(other, 1);
    put(living, 3_600_000);
    expect(await left()).toBe(0);
    put(living.replace(`.${process.pid}.`, ".999999999."));
    expect(await left()).toBe(1);
  });

  it("of another machine or container: only once nobody touches it any more", async () => {
    const mine = ownFileName(other, 1).split(".");
    const theirs = mine.with(1, mine[1] === "0badcafe" ? "0badcaff" : "0badcafe").join(".");
    put(theirs, 30_000);
    expect(await left()).toBe(0);
    put(theirs, 61_000);
    expect(await left()).toBe(1);
  });

  it("as the version before named it", async () => {
    put(`${other}.999999999.1.1.spill`);
    expect(await left()).toBe(1);
  });
});

describe("a folder that is none", () => {
  it.each([
    ["a file in its place", () => writeFileSync(join(dir, "spill"), "")],
    ["nothing at all", () => undefined],
    [
      "a file that was removed while it was read",
      () => {
        mkdirSync(spill.folder);
        const name = "00000000-0000-4000-8000-000000000000.999999999.1.1.spill";
        symlinkSync(join(dir, "gone"), join(spill.folder, name));
      },
    ],
  ])("%s counts as empty", async (_name, prepare) => {
    prepare();
    expect(await countWaiting(spill)).toBe(0);
  });
});

describe("keys that changed meanwhile", () => {
  it("an answer under the old key is read while that is loaded, and else is named", async () => {
    const room = await spill.reserve();
    await room.keep(answer(1));
    const [file] = readdirSync(spill.folder);
    const dead = `00000000-0000-4000-8000-000000000000.999999999.1.1.spill`;
    copyFileSync(join(spill.folder, file ?? ""), join(spill.folder, dead));
    room.release();
    const [found] = await listLeftFiles(spill);
    const [kept] = found?.answers ?? [];
    if (!kept) throw new Error("nothing was left");
    expect(openLeft(vaultOf(`${k2},${k1}`), kept)).toMatchObject({ fence: 1 });
    expect(await explainUnreadable(spill.folder, parseKeyring(`${k2},${k1}`))).toBe("");
    expect(() => openLeft(vaultOf(k2), kept)).toThrow(/key k1, which is not loaded/);
    expect(await explainUnreadable(spill.folder, parseKeyring(k2))).toMatch(
      /^1 answer of HubSpot is kept in .*spill under key k1, which is not loaded\.$/,
    );
  });
});

describe("waiting for the end", () => {
  it("is over when no answer is awaited, and says whether all are stored", async () => {
    expect(await spill.settled(0)).toBe(true);
    const room = await spill.reserve();
    expect(await spill.settled(60)).toBe(false);
    const ended = spill.settled(10_000);
    await room.keep(answer(1));
    room.release();
    expect(await ended).toBe(true);
  });

  it("does not last for an answer that is on the disk", async () => {
    const room = await spill.reserve();
    await room.keep(answer(1));
    // Ten minutes of patience for answers that are awaited; this one can be read after the end.
    expect(await spill.settled(600_000)).toBe(false);
    room.release();
  });
});

import { describe, expect, it } from "vitest";
import { importsOf, sourceFiles } from "@/bin/tests/import-graph.mjs";
import { ROOMS } from "@/bin/lint/rooms.mjs";
import { closedDoor, roomOf } from "@/bin/lint/rooms-rule.mjs";

const rooms = { "lib/house": ["door"], "lib/house/cellar": ["stairs"] };

describe("a room", () => {
  it.each([
    ["app/page.tsx", "@/lib/house/door", "a file that is shown"],
    ["lib/house/other.ts", "./hidden", "a neighbour"],
    ["lib/house/cellar/wine.ts", "../hidden", "a file of the room around"],
    ["lib/house/other.ts", "@/lib/house/cellar/stairs", "a file that a room inside shows"],
    ["tests/unit/house.test.ts", "@/lib/house/hidden", "whatever a test wants to see"],
    ["app/page.tsx", "react", "a package"],
    ["app/page.tsx", "@/lib/garden/tree", "a file of no room"],
  ])("lets %s import %s: %s", (from, specifier) => {
    expect(closedDoor(from, specifier, rooms)).toBeNull();
  });

  it.each([
    ["app/page.tsx", "@/lib/house/hidden", "lib/house", "hidden"],
    ["lib/garden/tree.ts", "../house/hidden", "lib/house", "hidden"],
    ["lib/house/other.ts", "./cellar/wine", "lib/house/cellar", "wine"],
    ["bin/tool.mjs", "../lib/house/hidden.mjs", "lib/house", "hidden"],
  ])("keeps %s from importing %s", (from, specifier, room, file) => {
    expect(closedDoor(from, specifier, rooms)).toEqual({ room, file });
  });
});

describe("the rooms of this house", () => {
  const files = sourceFiles(["app", "bin", "components", "lib"]);
  const nameOf = (path: string) => path.replace(/\.(tsx?|mjs)$/, "");

  it("show files that are there", () => {
    const there = new Set(files.map(nameOf));
    const shown = Object.entries(ROOMS).flatMap(([room, names]) =>
      names.map((name) => `${room}/${name}`),
    );
    expect(shown.filter((path) => !there.has(path))).toEqual([]);
  });

  it("show nothing that nobody outside uses", () => {
    const used = new Set<string>();
    for (const from of [...files, "instrumentation.ts", "proxy.ts", "eslint.config.mjs"])
      for (const { to } of importsOf(from)) {
        const room = roomOf(to, ROOMS);
        if (room !== undefined && !from.startsWith(`${room}/`)) used.add(nameOf(to));
      }
    const idle = Object.entries(ROOMS).flatMap(([room, names]) =>
      names.map((name) => `${room}/${name}`).filter((path) => !used.has(path)),
    );
    expect(idle).toEqual([]);
  });
});

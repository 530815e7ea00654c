import { describe, expect, it } from "vitest";
import { testsThatReach } from "@/bin/tests/changed-files.mjs";
import { importsOf } from "@/bin/tests/import-graph.mjs";
import { runInLanes, type Stage } from "@/bin/tests/stage.mjs";

describe("the tests that a change touches", () => {
  const graph = new Map([
    ["lib/leaf.ts", []],
    ["lib/verb.ts", ["lib/leaf.ts"]],
    ["lib/other.ts", []],
    ["tests/unit/leaf.test.ts", ["lib/leaf.ts"]],
    ["tests/integration/verb.test.ts", ["lib/verb.ts"]],
    ["tests/unit/other.test.ts", ["lib/other.ts"]],
  ]);

  it("are those that reach it through imports, nearest first", () => {
    expect(testsThatReach(graph, ["lib/leaf.ts"])).toEqual([
      { path: "tests/unit/leaf.test.ts", steps: 1 },
      { path: "tests/integration/verb.test.ts", steps: 2 },
    ]);
  });

  it("begin with a test that was changed itself", () => {
    const changed = ["tests/unit/other.test.ts", "lib/verb.ts"];
    expect(testsThatReach(graph, changed)).toEqual([
      { path: "tests/unit/other.test.ts", steps: 0 },
      { path: "tests/integration/verb.test.ts", steps: 1 },
    ]);
  });

  it("are none for a file that nothing imports", () => {
    expect(testsThatReach(graph, ["README.md"])).toEqual([]);
  });
});

describe("the imports of a file", () => {
  it("are files of this project, with those for types alone marked", () => {
    const found = importsOf("lib/portals/refresh/refresh.ts");
    expect(found).toContainEqual({ to: "lib/context.ts", typeOnly: true });
    expect(found).toContainEqual({ to: "lib/portals/lease.ts", typeOnly: false });
    expect(found.every(({ to }) => !to.startsWith("node_modules/"))).toBe(true);
  });
});

describe("stages", () => {
  /** Runs stages that end when they are told to. @returns what was under way at each start */
  async function watch(stages: Pick<Stage, "name" | "needsMachine">[]): Promise<string[]> {
    const underWay = new Set<string>();
    const seen: string[] = [];
    const whole = stages.map((stage) => ({ ...stage, run: () => Promise.reject(new Error()) }));
    await runInLanes(whole, async ({ name }) => {
      underWay.add(name);
      seen.push([...underWay].join("+"));
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay.delete(name);
    });
    return seen;
  }

  it("run two at a time, and alone when they need the machine", async () => {
    const light = ["a", "b"].map((name) => ({ name }));
    const heavy = ["c", "d"].map((name) => ({ name, needsMachine: true }));
    expect(await watch([...light, ...heavy, { name: "e" }])).toEqual(["a", "a+b", "c", "d", "e"]);
  });

  it("give their results in the order in which they are listed", async () => {
    const delays = { slow: 20, fast: 1 };
    const stages = Object.keys(delays).map((name) => ({
      name,
      run: () => Promise.reject(new Error()),
    }));
    const results = await runInLanes(stages, async ({ name }) => {
      await new Promise((resolve) => setTimeout(resolve, delays[name as keyof typeof delays]));
      return name;
    });
    expect(results).toEqual(["slow", "fast"]);
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { expect, it } from "vitest";
import { Stack } from "../e2e/support/stack";
import { browse, signInMany, type Tally } from "../support/load/people";
import { readTokens } from "../support/load/token-reads";

const MINUTES = Number(process.env.PORTICO_TEST_MINUTES ?? 10);
const PEOPLE = Number(process.env.PORTICO_TEST_PEOPLE ?? 200);
const READS_PER_SECOND = Number(process.env.PORTICO_TEST_READS ?? 2_000);
const PORTALS = 1_000;
/** Little enough that garbage is collected within minutes, so that what is left shows. */
const HEAP_MB = 384;
/** Of what the process holds after its warm-up. */
const MOST_GROWTH = 1.2;

it("people and services at the same time, for minutes: no error, and memory stays flat", async () => {
  process.stdout.write(
    `${PEOPLE} people and up to ${READS_PER_SECOND} token reads a second for ${MINUTES} minutes\n`,
  );
  const stack = await Stack.start({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` });
  try {
    await stack.seed(PORTALS);
    const { key, hubIds, paths } = await furnish(stack);
    const cookies = await signInMany(stack, PEOPLE);
    const from = stack.output().length;
    const until = performance.now() + MINUTES * 60_000;
    const isOver = () => performance.now() >= until;
    const watched = watchMemory(stack.origin, isOver);
    const [pages, reads, memory] = await Promise.all([
      browse(stack.origin, cookies, paths, isOver),
      readTokens(stack.origin, { key, hubIds, perSecond: READS_PER_SECOND }, isOver),
      watched,
    ]);
    const seconds = MINUTES * 60;
    const [warm, end] = [lowest(memory, 0.2, 0.4), lowest(memory, 0.8, 1)];
    process.stdout.write(
      [
        `pages: ${pages.done}, ${(pages.done / seconds).toFixed(1)} a second, ${slowness(pages)}`,
        `token reads: ${reads.done}, ${Math.round(reads.done / seconds)} a second of ${READS_PER_SECOND} wanted, ${slowness(reads)}`,
        `heap after warm-up ${mb(warm.heap)} MB, at the end ${mb(end.heap)} MB (${(end.heap / warm.heap).toFixed(2)}); resident ${mb(warm.resident)} and ${mb(end.resident)} MB`,
        `failures: ${pages.failures.length + reads.failures.length}`,
        "",
      ].join("\n"),
    );
    expect({
      failures: [...pages.failures, ...reads.failures].slice(0, 5),
      log: troubleIn(stack.output().slice(from)).slice(0, 5),
    }).toEqual({ failures: [], log: [] });
    expect(pages.done).toBeGreaterThan(PEOPLE);
    expect(reads.done).toBeGreaterThan(seconds);
    expect(end.heap / warm.heap).toBeLessThanOrEqual(MOST_GROWTH);
  } finally {
    await stack.stop();
  }
});

/** An API key, portals whose tokens outlive the test, and pages that show something. */
async function furnish(stack: Stack) {
  const said = await stack.cli(["api-keys", "create", "Load", "--allow", "tokens:read"]);
  const key = /ptc_\S+/.exec(said)?.[0];
  if (!key) throw new Error(`no API key was made: ${said}`);
  const portals = await (
    await stack.database()
  ).rows<{ id: string; hubId: string }>(
    `UPDATE "Grant" g SET "accessTokenExpiresAt" = now() + interval '1 day'
     FROM "Portal" p WHERE g."id" = p."currentGrantId" AND p."status" = 'connected'
     RETURNING p."id", p."hubId"::text AS "hubId"`,
  );
  const some = portals.slice(0, 40);
  const paths = [
    ...["/", "/portals", "/apps", "/activity", "/team", "/settings", "/docs"],
    ...some.flatMap(({ id, hubId }) => [`/portals/${id}`, `/portals?q=${hubId}`]),
  ];
  return { key, hubIds: portals.map(({ hubId }) => hubId), paths };
}

interface Memory {
  heap: number;
  resident: number;
}

/** What the server says of its memory, once a second. */
async function watchMemory(origin: string, isOver: () => boolean): Promise<Memory[]> {
  const seen: Memory[] = [];
  while (!isOver()) {
    const { body } = await request(`${origin}/api/metrics`);
    const text = await body.text();
    const figure = (name: string) =>
      Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, "m").exec(text)?.[1]);
    seen.push({
      heap: figure("nodejs_heap_size_used_bytes"),
      resident: figure("process_resident_memory_bytes"),
    });
    await sleep(1_000);
  }
  return seen;
}

/** The least in a part of the time: what is left after a collection of garbage. */
function lowest(memory: Memory[], from: number, to: number): Memory {
  const part = memory.slice(Math.floor(memory.length * from), Math.ceil(memory.length * to));
  const least = (name: keyof Memory) => Math.min(...part.map((one) => one[name]));
  return { heap: least("heap"), resident: least("resident") };
}

function slowness({ times }: Tally): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? NaN);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

const mb = (bytes: number) => Math.round(bytes / 1e6);

/** Lines of the log that speak of an error. */
function troubleIn(output: string): string[] {
  return output.split("\n").filter((line) => /"level":"(error|fatal)"/.test(line));
}

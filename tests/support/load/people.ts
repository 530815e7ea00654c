import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request, type Dispatcher } from "undici";
import type { Stack } from "../../e2e/support/stack";
import { makeMember } from "../../e2e/support/team";

const PASSWORD = "amber turbine humming softly";
/** How long somebody looks at a page. */
const LOOK_MS = [15_000, 45_000] as const;

/** What went on so far. */
export interface Tally {
  done: number;
  /** Each in a line. */
  failures: string[];
  /** How long each took, in milliseconds. */
  times: number[];
}

export const newTally = (): Tally => ({ done: 0, failures: [], times: [] });

/** People who are signed in, each with a session of their own, a quarter of them admins. @returns a cookie for each */
export async function signInMany(stack: Stack, count: number): Promise<string[]> {
  const database = await stack.database();
  const cookies: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const [name, email] = [`Person ${n}`, `person-${n}@team.example`];
    const person = { name, email, password: PASSWORD };
    const role = n % 4 === 0 ? "admin" : "support";
    const { storage } = await makeMember(database, stack.dataDir, person, role);
    cookies.push(storage.cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join("; "));
  }
  return cookies;
}

/**
 * Goes from page to page as people do, each at a pace of their own.
 * @param paths where there is something to see
 */
export async function browse(
  origin: string,
  cookies: string[],
  paths: string[],
  isOver: () => boolean,
): Promise<Tally> {
  const tally = newTally();
  const dispatcher = new Agent({ connections: cookies.length });
  const person = async (cookie: string) => {
    await sleep(randomInt(LOOK_MS[1]));
    while (!isOver()) {
      const path = paths[randomInt(paths.length)] ?? "/";
      const headers = { cookie, accept: "text/html", "x-request-id": randomUUID() };
      await fetchInto(tally, `page ${path}`, () =>
        request(`${origin}${path}`, { dispatcher, headers }),
      );
      await sleep(randomInt(...LOOK_MS));
    }
  };
  await Promise.all(cookies.map(person));
  await dispatcher.close();
  return tally;
}

/** One request, read to its end; anything but 200 is a failure. */
export async function fetchInto(
  tally: Tally,
  name: string,
  ask: () => Promise<Dispatcher.ResponseData>,
): Promise<void> {
  const startedAt = performance.now();
  try {
    const { statusCode, body } = await ask();
    const text = await body.text();
    tally.times.push(performance.now() - startedAt);
    if (statusCode === 200) tally.done += 1;
    else tally.failures.push(`${name}: ${statusCode} ${text.slice(0, 200)}`);
  } catch (error) {
    tally.failures.push(`${name}: ${String(error)}`);
  }
}

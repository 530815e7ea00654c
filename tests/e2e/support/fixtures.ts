import {
  test as base,
  expect,
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { Desks } from "./desks";
import { captureStart, connectOne } from "./fast-connect";
import { Guard } from "./guard";
import { addApp } from "./journey";
import { lastMoments } from "./last-moments";
import type { SentAction } from "./replay";
import { Stack } from "./stack";
import type { Person } from "./people";
import { makeMember, makeTeam, type Member, type Team } from "./team";

export type { Member } from "./team";

/** What a spec file begins with: an installation before its first owner, one with three people, or their first app too. */
export type Beginning = "nothing" | "team" | "app";

interface Ground extends Team {
  stack: Stack;
  /** Path of the page of the sample app, added through the app form. */
  sampleApp: string;
  /** The action behind "Continue to HubSpot" for that app. */
  start: SentAction;
}

interface WorkerFixtures {
  /** One installation for all spec files of a worker; each file rewinds it with `beginWith`. */
  ground: Ground;
  stack: Stack;
  owner: Member;
  admin: Member;
  support: Member;
  sampleApp: string;
  start: SentAction;
  /** Connects a portal through the sample app by requests alone. @returns the path of its page */
  connect: (hubId: number) => Promise<string>;
  desks: Desks;
}

interface TestFixtures {
  guard: Guard;
  /** Opens a page in a browser context that nobody else has now, signed in as this member. */
  open: (member?: Member, options?: BrowserContextOptions) => Promise<Page>;
  /** A browser without a screen, signed in as this member: cookies and requests, nothing else. */
  visit: (member?: Member) => Promise<APIRequestContext>;
  /** One more person of the team, signed in. */
  hire: (person: Person, role: "admin" | "support") => Promise<Member>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ground: [
    async ({ browser }, use) => {
      const stack = await Stack.start();
      try {
        await use(await prepare(browser, stack));
      } finally {
        await stack.stop();
      }
    },
    { scope: "worker", timeout: 300_000 },
  ],
  stack: [async ({ ground }, use) => use(ground.stack), { scope: "worker" }],
  owner: [async ({ ground }, use) => use(ground.owner), { scope: "worker" }],
  admin: [async ({ ground }, use) => use(ground.admin), { scope: "worker" }],
  support: [async ({ ground }, use) => use(ground.support), { scope: "worker" }],
  start: [async ({ ground }, use) => use(ground.start), { scope: "worker" }],
  sampleApp: [async ({ ground }, use) => use(ground.sampleApp), { scope: "worker" }],

  connect: [
    async ({ playwright, ground }, use) => {
      const { stack, owner, start } = ground;
      const storageState = owner.storage;
      const request = await playwright.request.newContext({ baseURL: stack.origin, storageState });
      await use(async (hubId) => {
        await connectOne(request, stack.control, start, hubId);
        const database = await stack.database();
        const [portal] = await database.rows<{ id: string }>(
          `SELECT id FROM "Portal" WHERE "hubId" = $1`,
          [hubId],
        );
        return `/portals/${portal?.id ?? "none"}`;
      });
      await request.dispose();
    },
    { scope: "worker" },
  ],

  desks: [
    async ({ browser, stack }, use) => {
      const desks = new Desks(browser, stack.origin);
      await use(desks);
      await desks.close();
    },
    { scope: "worker" },
  ],

  guard: [
    async ({}, use) => {
      const guard = new Guard();
      await use(guard);
      expect(guard.found(), "the browser reported problems").toEqual([]);
    },
    { auto: true },
  ],

  open: async ({ desks, stack, guard }, use, info) => {
    guard.ignore(stack.simulator.origin);
    const taken: { context: BrowserContext; isReusable: boolean }[] = [];
    await use(async (member, options) => {
      const context = await desks.take(guard, member, options);
      taken.push({ context, isReusable: options === undefined });
      return context.newPage();
    });
    if (info.status !== info.expectedStatus)
      console.log(`${info.title}: ${await lastMoments(taken.map(({ context }) => context))}`);
    for (const { context, isReusable } of taken) await desks.giveBack(context, isReusable);
  },

  visit: async ({ playwright, stack }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async (member) => {
      const options = { baseURL: stack.origin, storageState: member?.storage };
      const request = await playwright.request.newContext(options);
      opened.push(request);
      return request;
    });
    for (const request of opened) await request.dispose();
  },

  hire: async ({ stack }, use) =>
    use(async (person, role) => makeMember(await stack.database(), stack.dataDir, person, role)),
});

export { expect };

/** Rewinds the installation before the first test of the calling file, so that files know nothing of each other. */
export function beginWith(beginning: Beginning): void {
  test.beforeAll(({ stack }) => stack.rewind(beginning));
}

async function prepare(browser: Browser, stack: Stack): Promise<Ground> {
  await stack.keep("nothing" satisfies Beginning);
  const team = await makeTeam(await stack.database(), stack.dataDir);
  await stack.keep("team" satisfies Beginning);
  const context = await browser.newContext({
    baseURL: stack.origin,
    storageState: team.owner.storage,
  });
  const page = await context.newPage();
  const sampleApp = await addApp(page);
  await stack.keep("app" satisfies Beginning);
  const start = await captureStart(page);
  await context.close();
  return { stack, ...team, sampleApp, start };
}

import {
  test as base,
  expect,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { Guard } from "./guard";
import { addApp } from "./journey";
import { ADMIN, invite, join, OWNER, setUp, SUPPORT, type Person } from "./people";
import { Stack } from "./stack";

type Storage = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** A person of the team with a session of their own. */
export interface Member extends Person {
  storage: Storage;
}

interface WorkerFixtures {
  /** Give every spec file its own value: it then gets its own stack. */
  world: string;
  stack: Stack;
  /** Signed in; made through the setup page. */
  owner: Member;
  admin: Member;
  support: Member;
  /** Path of the page of the sample app, added through the app form. */
  sampleApp: string;
}

interface TestFixtures {
  guard: Guard;
  /** Opens a page in a browser context of its own, signed in as this member. */
  open: (member?: Member, options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  world: ["unnamed", { scope: "worker", option: true }],

  stack: [
    async ({}, use) => {
      const stack = await Stack.start();
      try {
        await use(stack);
      } finally {
        await stack.stop();
      }
    },
    { scope: "worker", timeout: 300_000 },
  ],

  owner: [
    async ({ browser, stack }, use) => {
      await use(await makeMember(browser, stack, OWNER, (page) => setUp(page)));
    },
    { scope: "worker", timeout: 60_000 },
  ],

  admin: [
    async ({ browser, stack, owner }, use) => {
      await use(await makeInvited(browser, stack, owner, ADMIN, "admin"));
    },
    { scope: "worker", timeout: 60_000 },
  ],

  support: [
    async ({ browser, stack, owner }, use) => {
      await use(await makeInvited(browser, stack, owner, SUPPORT, "support"));
    },
    { scope: "worker", timeout: 60_000 },
  ],

  sampleApp: [
    async ({ browser, stack, owner }, use) => {
      const context = await browser.newContext({
        baseURL: stack.origin,
        storageState: owner.storage,
      });
      const path = await addApp(await context.newPage());
      await context.close();
      await use(path);
    },
    { scope: "worker", timeout: 60_000 },
  ],

  guard: [
    async ({ stack }, use) => {
      const guard = new Guard([stack.simulator.origin]);
      await use(guard);
      expect(guard.found(), "the browser reported problems").toEqual([]);
    },
    { auto: true },
  ],

  open: async ({ browser, stack, guard }, use) => {
    const opened: Page[] = [];
    await use(async (member, options = {}) => {
      const context = await browser.newContext({
        baseURL: stack.origin,
        storageState: member?.storage,
        ...options,
      });
      await guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

export { expect };

async function makeMember(
  browser: Browser,
  stack: Stack,
  person: Person,
  enter: (page: Page) => Promise<void>,
): Promise<Member> {
  const context = await browser.newContext({ baseURL: stack.origin });
  await enter(await context.newPage());
  const storage = await context.storageState();
  await context.close();
  return { ...person, storage };
}

async function makeInvited(
  browser: Browser,
  stack: Stack,
  owner: Member,
  person: Person,
  role: "admin" | "support",
): Promise<Member> {
  const context = await browser.newContext({ baseURL: stack.origin, storageState: owner.storage });
  const link = await invite(await context.newPage(), person.email, role);
  await context.close();
  return makeMember(browser, stack, person, (page) => join(page, link, person));
}

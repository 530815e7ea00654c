import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import type { Guard } from "./guard";
import { keepLastMoments } from "./last-moments";
import type { Member } from "./team";

/**
 * Browser contexts that are used again: whoever sits down next finds no cookie and no stored word of the one before, but
 * the scripts are there already, which is half of what a page costs.
 */
export class Desks {
  private readonly free: BrowserContext[] = [];
  private readonly guards = new WeakMap<BrowserContext, Guard>();

  constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** A context of one's own for as long as it is not given back. With options it is a new one, used once. */
  async take(
    guard: Guard,
    member: Member | undefined,
    options: BrowserContextOptions | undefined,
  ): Promise<BrowserContext> {
    const base = { baseURL: this.origin };
    if (options) {
      const own = { ...base, storageState: member?.storage, ...options };
      return this.watched(await this.browser.newContext(own), guard);
    }
    const context = this.free.pop() ?? (await this.make(base, guard));
    this.guards.set(context, guard);
    await context.addCookies(member?.storage.cookies ?? []);
    return context;
  }

  private async make(options: BrowserContextOptions, guard: Guard): Promise<BrowserContext> {
    return this.watched(await this.browser.newContext(options), guard);
  }

  /** Problems go to whoever has the context at the time. */
  private async watched(context: BrowserContext, guard: Guard): Promise<BrowserContext> {
    this.guards.set(context, guard);
    await guard.watch(context, () => this.guards.get(context));
    await keepLastMoments(context);
    return context;
  }

  async giveBack(context: BrowserContext, isReusable: boolean): Promise<void> {
    this.guards.delete(context);
    if (!isReusable) return context.close();
    await context.unrouteAll();
    context.removeAllListeners("response");
    await forget(context, this.origin);
    this.free.push(context);
  }

  async close(): Promise<void> {
    for (const context of this.free) await context.close();
  }
}

/** Closes all pages but a blank one and clears what the origin has stored. */
async function forget(context: BrowserContext, origin: string): Promise<void> {
  const blank: Page = await context.newPage();
  for (const page of context.pages()) if (page !== blank) await page.close();
  await context.clearCookies();
  await context.clearPermissions();
  const session = await context.newCDPSession(blank);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage" });
  await blank.close();
}

import type { BrowserContext, ConsoleMessage, Page } from "@playwright/test";

interface Allowed {
  status: number;
  path: RegExp;
}

/**
 * Collects what must not happen in any browser of a test: errors on the console, uncaught errors and violations of the
 * content security policy. A refused load is an error on the console too, so refusals that a test means are announced.
 */
export class Guard {
  private readonly problems: string[] = [];
  private readonly allowed: Allowed[] = [];
  private readonly ignoredOrigins: string[];

  /** @param ignoredOrigins pages of the simulator, which are not ours to judge */
  constructor(ignoredOrigins: string[]) {
    this.ignoredOrigins = ignoredOrigins;
  }

  /** Announces that loads of this path may be answered with this status. */
  allow(status: number, path: RegExp): void {
    this.allowed.push({ status, path });
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding("reportViolation", ({ page }, what: string) => {
      this.report(page.url(), `policy violation: ${what}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report: unknown = Reflect.get(window, "reportViolation");
        if (typeof report !== "function") return;
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    });
    context.on("page", (page) => this.watchPage(page));
    context.on("console", (message) => this.onConsole(message));
  }

  private watchPage(page: Page): void {
    page.on("pageerror", (error) => this.report(page.url(), `uncaught: ${error.message}`));
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url } = message.location();
    const status = /the server responded with a status of (\d+)/.exec(message.text())?.[1];
    const path = URL.canParse(url) ? new URL(url).pathname : "";
    const isAnnounced = this.allowed.some(
      (one) => String(one.status) === status && one.path.test(path),
    );
    if (!isAnnounced) this.report(url, `console: ${message.text()}`);
  }

  private report(url: string, what: string): void {
    if (this.ignoredOrigins.some((origin) => url.startsWith(origin))) return;
    this.problems.push(`${what} (at ${url})`);
  }

  found(): string[] {
    return this.problems;
  }
}

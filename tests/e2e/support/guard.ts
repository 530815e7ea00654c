import type { BrowserContext, ConsoleMessage } from "@playwright/test";

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
  private readonly ignoredOrigins: string[] = [];

  /** Pages of a simulator are not ours to judge. */
  ignore(origin: string): void {
    this.ignoredOrigins.push(origin);
  }

  /** Announces that loads of this path may be answered with this status. */
  allow(status: number, path: RegExp): void {
    this.allowed.push({ status, path });
  }

  /** @param guardOf whom to tell when the context has gone on to another test; nobody in between */
  async watch(
    context: BrowserContext,
    guardOf: () => Guard | undefined = () => this,
  ): Promise<void> {
    await context.exposeBinding("reportViolation", ({ page }, what: string) => {
      guardOf()?.report(page.url(), `policy violation: ${what}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report: unknown = Reflect.get(window, "reportViolation");
        if (typeof report !== "function") return;
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    });
    context.on("page", (page) => {
      page.on("pageerror", (error) => guardOf()?.report(page.url(), `uncaught: ${error.message}`));
    });
    context.on("console", (message) => guardOf()?.onConsole(message));
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

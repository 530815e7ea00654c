import type { BrowserContext } from "@playwright/test";

const TEXT = /html|json|javascript|x-component|css|csv|plain/;

/** Every text that a server sent to a browser: pages, payloads of navigations and actions, scripts. */
export class Answers {
  private readonly parts: Promise<string>[] = [];

  private constructor(private readonly origin: string) {}

  static async collect(context: BrowserContext, origin: string): Promise<Answers> {
    const answers = new Answers(origin);
    await answers.watch(context);
    return answers;
  }

  private async watch(context: BrowserContext): Promise<void> {
    // The browser keeps no body of an answer that a script reads as a stream, so those are fetched here.
    const isStreamed = (headers: Record<string, string>) =>
      "rsc" in headers || "next-action" in headers;
    await context.route(`${this.origin}/**`, async (route, request) => {
      if (!isStreamed(request.headers())) return route.fallback();
      const answer = await route.fetch({ maxRedirects: 0 });
      this.parts.push(answer.text());
      return route.fulfill({ response: answer });
    });
    context.on("response", (response) => {
      const type = response.headers()["content-type"] ?? "";
      const isRedirect = response.status() >= 300 && response.status() < 400;
      const isFile = "content-disposition" in response.headers();
      if (!response.url().startsWith(this.origin) || !TEXT.test(type)) return;
      if (isRedirect || isFile || isStreamed(response.request().headers())) return;
      this.parts.push(response.text().catch(() => `unread: ${response.url()}`));
    });
  }

  /** All of it so far, with the addresses of the answers before them. */
  async text(): Promise<string> {
    return (await Promise.all(this.parts)).join("\n");
  }
}

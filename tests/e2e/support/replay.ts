import type { APIRequestContext, Page } from "@playwright/test";

/** A server action as a browser sent it. */
export interface SentAction {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Does something in the page that sends a server action, and keeps what was sent. */
export async function captureAction(page: Page, act: () => Promise<void>): Promise<SentAction> {
  const waiting = page.waitForRequest(
    (request) => request.method() === "POST" && "next-action" in request.headers(),
  );
  await act();
  const request = await waiting;
  const body = request.postDataBuffer();
  if (!body) throw new Error("the action had no body");
  const all = await request.allHeaders();
  const kept = ["next-action", "next-router-state-tree", "content-type", "accept"];
  const headers = Object.fromEntries(
    kept.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
  return { url: request.url(), headers, body };
}

/** Sends a captured action with another session. @param origin the Origin header; null leaves it out */
export function replay(
  request: APIRequestContext,
  { url, headers, body }: SentAction,
  origin: string | null = new URL(url).origin,
) {
  return request.post(url, {
    headers: { ...headers, ...(origin === null ? {} : { origin }) },
    data: body,
    maxRedirects: 0,
  });
}

/** The same action for another object: ids are exchanged in the body, byte for byte elsewhere. */
export function retarget(action: SentAction, from: string, to: string): SentAction {
  const body = Buffer.from(action.body.toString("latin1").replaceAll(from, to), "latin1");
  return { ...action, body };
}

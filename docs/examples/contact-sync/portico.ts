import { setTimeout as sleep } from "node:timers/promises";

const { PORTICO_URL, PORTICO_API_KEY, HUB_ID } = process.env;

const TRIES = 5;
/** Seconds. What takes longer is left to the next run. */
const LONGEST_WAIT = 60;

/**
 * Calls HubSpot's API for a portal, through Portico, which adds the token: there is none here to renew, keep or lose.
 * What passes is tried again, so make only calls that may be made twice.
 * @throws Error in words for whoever reads the log
 */
export async function hubspot<Answer>(
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: object,
): Promise<Answer> {
  if (!PORTICO_URL || !PORTICO_API_KEY || !HUB_ID)
    throw new Error("Set PORTICO_URL, PORTICO_API_KEY and HUB_ID. README.md says how.");
  const url = `${PORTICO_URL}/api/v1/portals/${HUB_ID}/hubspot${path}`;
  const headers = {
    authorization: `Bearer ${PORTICO_API_KEY}`,
    "content-type": "application/json",
    // While HubSpot answers 429, Portico waits and asks again by itself, for up to 30 seconds.
    "portico-wait": "30",
  };
  for (let tries = 1; ; tries += 1) {
    const { status, text, wait } = await send(url, { method, headers, body: JSON.stringify(body) });
    if (status >= 200 && status < 300) return JSON.parse(text) as Answer;
    if (!passes(status) || tries === TRIES || wait > LONGEST_WAIT)
      throw new Error(inWords(status, text));
    await sleep(wait * 1000);
  }
}

/** One try. Status 0: no answer came, or not all of it. */
async function send(url: string, request: RequestInit) {
  try {
    const answer = await fetch(url, request);
    const wait = Number(answer.headers.get("retry-after")) || 5;
    return { status: answer.status, text: await answer.text(), wait };
  } catch {
    return { status: 0, text: "", wait: 5 };
  }
}

/** A limit, a locked record, an account on the move, a server that is down. A 409 is not among them: see README.md. */
function passes(status: number): boolean {
  return status === 0 || status >= 500 || [423, 429, 477].includes(status);
}

/** Portico's own refusals have a title and a code (RFC 9457), HubSpot's a message and a category. */
function inWords(status: number, text: string): string {
  if (status === 0) return `No answer from ${PORTICO_URL}.`;
  const said = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, string>;
  const { title, message, detail, code, category } = said;
  const why = [title ?? message ?? "HubSpot gave no reason.", detail].filter(Boolean).join(" ");
  return `Portal ${HUB_ID}: ${why} (${status} ${code ?? category ?? "without a code"})`;
}

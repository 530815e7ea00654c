import "server-only";
import type { Context } from "@/lib/context";
import { wholeDb } from "@/lib/db/limited";
import { appsOf } from "@/lib/reach/reach";
import { followChanges, readCursor, type Change, type Changes } from "./changes";

/** What comes close together is one message. */
const GATHER_MS = 150;
/** Keeps proxies from closing what is silent. */
const HEARTBEAT_MS = 20_000;
/** Then the browser connects anew, and its session is looked at again. */
const LONGEST_MS = 10 * 60_000;
const MOST_LISTENERS = 500;
/** Of one person, so that nobody takes the streams of all others. */
const MOST_OF_ONE = 50;

// Shared by the bundles of the server, which hold this file once each.
const shared = globalThis as typeof globalThis & {
  porticoChanges?: Changes;
  /** What ends each stream, and whose it is. */
  porticoStreams?: Map<() => void, string>;
};

/** Ends every stream: the server stops, and browsers go to another one. */
export function endStreams(): void {
  for (const end of shared.porticoStreams?.keys() ?? []) end();
  void shared.porticoChanges?.close();
  shared.porticoChanges = undefined;
}

/**
 * Server-sent events (WHATWG HTML, 9.2): one message whenever something changed, with the cursor it leads to and the
 * portals and apps it is about. Holds no data of theirs.
 * @param since the cursor that the page shows; when the database is further, the first message says so at once
 */
export function streamChanges(ctx: Context, since: string, signal: AbortSignal): Response {
  // One for everybody; what of it is told to whom is decided below.
  const whole = { db: wholeDb(ctx.db), env: ctx.env };
  const changes = (shared.porticoChanges ??= followChanges(whole));
  const streams = (shared.porticoStreams ??= new Map());
  const whose = ctx.actor.id ?? "";
  const theirs = [...streams.values()].filter((one) => one === whose).length;
  if (changes.listeners >= MOST_LISTENERS || theirs >= MOST_OF_ONE)
    return new Response(null, { status: 503 });
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let gathered: Change[] = [];
      let timer: NodeJS.Timeout | undefined;
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = async () => {
        timer = undefined;
        const about = gathered;
        gathered = [];
        const told = await tellOf(ctx, about).catch(() => undefined);
        if (told && streams.has(end)) write(message(told.cursor, told.changes));
      };
      const unlisten = changes.listen((change) => {
        gathered.push(change);
        timer ??= setTimeout(() => void tell(), GATHER_MS);
      });
      const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      const longest = setTimeout(() => end(), LONGEST_MS);
      end = () => {
        if (!streams.delete(end)) return;
        unlisten();
        clearTimeout(timer);
        clearInterval(heartbeat);
        clearTimeout(longest);
        try {
          controller.close();
        } catch {
          // The browser has gone already.
        }
      };
      streams.set(end, whose);
      signal.addEventListener("abort", () => end());
      write("retry: 2000\n\n");
      readCursor(ctx)
        .then((cursor) => {
          if (streams.has(end)) write(message(cursor, since && since !== cursor ? [{}] : []));
        })
        .catch(() => undefined);
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Neither Next's compression nor a proxy may hold pieces back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/**
 * What somebody hears of changes, and the cursor they lead to. Who is limited to some apps hears of these and their
 * portals; what else a change was about is nothing that their pages show.
 * @returns undefined when nothing was about theirs
 */
async function tellOf(
  ctx: Context,
  changes: Change[],
): Promise<{ cursor: string; changes: Change[] } | undefined> {
  const apps = appsOf(ctx);
  if (apps === null) return { cursor: await readCursor(ctx), changes };
  const named = changes.flatMap(({ portalId }) => portalId ?? []);
  const found = await ctx.db.portal.findMany({
    where: { id: { in: named } },
    select: { id: true },
  });
  const portals = new Set(found.map(({ id }) => id));
  const theirs = changes.filter(({ portalId, appId }) => {
    if (portalId !== undefined) return portals.has(portalId);
    return appId === undefined || apps.includes(appId);
  });
  return theirs.length > 0 ? { cursor: await readCursor(ctx), changes: theirs } : undefined;
}

/** `about` is empty when nothing changed, and holds null where it is not known what. */
function message(cursor: string, changes: Change[]): string {
  const about = [...new Set(changes.map(({ portalId, appId }) => portalId ?? appId ?? null))].slice(
    0,
    100,
  );
  return `id: ${cursor}\ndata: ${JSON.stringify({ cursor, about })}\n\n`;
}

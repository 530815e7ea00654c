/** Somebody who touched nothing for so long is not there: their session ends as it would without this. */
const IDLE_MS = 15 * 60_000;
/** Where no stream gets through, the server is asked this often. */
const POLL_MS = 10_000;
/** Streams that fail in a row before that. */
const FAILURES = 3;
const SIGNS_OF_LIFE = ["pointermove", "keydown", "wheel", "touchstart"];

/**
 * Hears of changes while the page is in sight and somebody is there, and catches up on what it missed.
 * @param since how far the page's content is
 * @param onChange ids of the portals and apps that it is about; null where it is not known
 * @returns ends it
 */
export function followChanges(
  since: string,
  onChange: (about: (string | null)[]) => void,
): () => void {
  let cursor = since;
  let source: EventSource | undefined;
  let failures = 0;
  let poll: number | undefined;
  let aliveAt = Date.now();
  let isOver = false;

  const reached = (next: string, about: (string | null)[]) => {
    const isNew = next !== cursor;
    cursor = next;
    if (isNew) onChange(about.length > 0 ? about : [null]);
  };
  const close = () => {
    source?.close();
    source = undefined;
    window.clearInterval(poll);
    poll = undefined;
  };
  const ask = async () => {
    try {
      const answer = await fetch("/api/live?once=1", { cache: "no-store" });
      if (answer.ok) reached(((await answer.json()) as { cursor: string }).cursor, [null]);
      // Signed out, or not allowed any more: the next step of whoever sits here says so.
      if (answer.status === 401 || answer.status === 403) isOver = true;
    } catch {
      // The next time.
    }
  };
  const open = () => {
    if (isOver || source || poll !== undefined) return;
    if (failures >= FAILURES) {
      poll = window.setInterval(() => void ask(), POLL_MS);
      return;
    }
    const mine = new EventSource(`/api/live?since=${encodeURIComponent(cursor)}`);
    source = mine;
    mine.onmessage = ({ data }: MessageEvent<string>) => {
      failures = 0;
      const { cursor: next, about } = JSON.parse(data) as { cursor: string; about: string[] };
      reached(next, about);
    };
    mine.onerror = () => {
      failures += 1;
      // The browser connects anew by itself, unless it was refused.
      if (mine.readyState !== EventSource.CLOSED && failures < FAILURES) return;
      close();
      void ask();
    };
  };
  const decide = () => {
    const isThere = Date.now() - aliveAt < IDLE_MS;
    if (document.visibilityState === "visible" && isThere && !isOver) open();
    else close();
  };
  const live = () => {
    const wasAway = Date.now() - aliveAt >= IDLE_MS;
    aliveAt = Date.now();
    if (wasAway) decide();
  };

  decide();
  const look = window.setInterval(decide, 5_000);
  document.addEventListener("visibilitychange", decide);
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, live, { passive: true });
  return () => {
    close();
    window.clearInterval(look);
    document.removeEventListener("visibilitychange", decide);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, live);
  };
}

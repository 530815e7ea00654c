import "server-only";
import pg from "pg";
import { logger } from "@/lib/logger";
import { isPooled } from "@/lib/settings/plain-settings.mjs";
import {
  READ_STATEMENT,
  sortRows,
  type Knowledge,
  type Question,
  type ReadRow,
} from "./read-statement";

/** Looks calls up, those of one turn of the event loop together. */
export interface Reader {
  /** @throws what PostgreSQL or the network said */
  look(question: Question): Promise<Knowledge>;
  close(): Promise<void>;
}

/** Statements under way at a time: while they are, who comes shares the next, which costs less than one of their own. */
const STATEMENTS = 2;
/** More than this in one statement would make the first wait for the last. */
const MOST_AT_ONCE = 128;

interface Waiting {
  question: Question;
  done(knowledge: Knowledge): void;
  failed(error: unknown): void;
}

/** @param url of the database; the reader has connections of its own, so that no slow work of the console holds it up */
export function createReader(url: string): Reader {
  const pooled = isPooled(url);
  // The session it is prepared in may be somebody else's the next time.
  const statement = pooled ? {} : { name: "portico-door-read" };
  const pool = new pg.Pool({
    connectionString: url,
    max: STATEMENTS,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // A connection that is dead without a word.
    query_timeout: 16_000,
    keepAlive: true,
    application_name: "portico door",
    ...(!pooled && {
      statement_timeout: 15_000,
      // Planning the statement anew for each batch would take longer than running it. The pool waits for this.
      onConnect: async (client: pg.ClientBase) => {
        await client.query("SET plan_cache_mode = force_generic_plan");
      },
    }),
  });
  pool.on("error", (error) => logger.warn({ err: error }, "an idle connection of the door ended"));
  const waiting: Waiting[] = [];
  let isScheduled = false;
  let underWay = 0;

  const lookAll = () => {
    isScheduled = false;
    while (waiting.length > 0 && underWay < STATEMENTS) {
      underWay += 1;
      void answer(pool, statement, waiting.splice(0, MOST_AT_ONCE)).finally(() => {
        underWay -= 1;
        lookAll();
      });
    }
  };
  return {
    look(question) {
      return new Promise((done, failed) => {
        waiting.push({ question, done, failed });
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(lookAll);
      });
    },
    close: () => pool.end(),
  };
}

async function answer(
  pool: pg.Pool,
  statement: { name?: string },
  asked: Waiting[],
): Promise<void> {
  try {
    const questions = asked.map(({ question }) => question);
    const { rows } = await pool.query<ReadRow>({
      ...statement,
      text: READ_STATEMENT,
      values: [
        questions.map(({ keyHash }) => keyHash),
        questions.map(({ hubId }) => hubId),
        questions.map(({ appSlug }) => appSlug),
        questions.map(({ clientId }) => clientId),
      ],
    });
    const answers = sortRows(rows, asked.length);
    for (const [n, { done }] of asked.entries()) {
      const knowledge = answers[n];
      if (knowledge) done(knowledge);
    }
  } catch (error) {
    for (const { failed } of asked) failed(error);
  }
}

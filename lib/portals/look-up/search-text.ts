import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { wholeDb } from "@/lib/db/limited";

/** The text that search looks into, of `Portal` p: to the letter that of the index `Portal_search_text`. */
const SEARCH_TEXT = Prisma.sql`LOWER(COALESCE(p."hubDomain", '') || E'\n' || COALESCE(p."installerEmail", ''))`;

/** Below this every way to search is quick. */
const MANY_PORTALS = 20_000;
const SAMPLED = 1_000;
const SAMPLE_LIVES_MS = 600_000;
/** A piece of three signs that more than this share of the texts holds says little. */
const COMMON = 0.3;
/** The index is one of pieces of three signs. */
const PIECE = 3;

/**
 * The condition that a portal's domain or installer holds a text. The index looks up every three signs of it, and goes
 * through the whole list of portals for each that nearly all of them share ("com"). Of a text that has a rare part, that
 * part alone is looked up, and the rest compared.
 * @returns the condition to find by, and the plain one, of which the planner knows how many portals it leaves
 */
export async function holdsText(ctx: Pick<Context, "db">, q: string): Promise<TextConditions> {
  // The index holds all portals, whoever asks; nobody is shown what was sampled.
  return conditionsFor(q, await sampleOf(wholeDb(ctx.db)));
}

export interface TextConditions {
  lookedUp: Prisma.Sql;
  plain: Prisma.Sql;
}

export function conditionsFor(q: string, sample: string[]): TextConditions {
  const text = q.toLowerCase();
  const plain = Prisma.sql`${SEARCH_TEXT} LIKE ${patternOf(text)}`;
  const rare = rarePart(text, sample);
  if (rare === null) return { lookedUp: plain, plain };
  // What is put together anew is not what is indexed.
  const whole = Prisma.sql`(${SEARCH_TEXT} || '') LIKE ${patternOf(text)}`;
  return { lookedUp: Prisma.sql`(${SEARCH_TEXT} LIKE ${patternOf(rare)} AND ${whole})`, plain };
}

function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/**
 * The part of a text around its rarest three signs, as far as its neighbours are rare; null where looking up all of it
 * is as good.
 * @param sample texts as they are searched in
 */
export function rarePart(text: string, sample: string[]): string | null {
  const signs = Array.from(text);
  if (sample.length === 0 || signs.length <= PIECE) return null;
  const pieces = signs.slice(PIECE - 1).map((_sign, at) => signs.slice(at, at + PIECE).join(""));
  const shares = pieces.map((piece) =>
    // The index knows words: what is neither the beginning nor two signs of one finds nothing in it.
    /[^\p{L}\p{N}][\p{L}\p{N}]|[\p{L}\p{N}]{2}/u.test(piece)
      ? sample.filter((one) => one.includes(piece)).length / sample.length
      : 1,
  );
  const least = Math.min(...shares);
  if (least > COMMON || shares.every((share) => share <= COMMON)) return null;
  const rarest = shares.indexOf(least);
  let [from, to] = [rarest, rarest];
  while (from > 0 && (shares[from - 1] ?? 1) <= COMMON) from -= 1;
  while (to + 1 < shares.length && (shares[to + 1] ?? 1) <= COMMON) to += 1;
  // The first sign of a word would be looked up by itself: half the words there are may begin with it.
  if (to > rarest && /[^\p{L}\p{N}][\p{L}\p{N}]$/u.test(pieces[to] ?? "")) to -= 1;
  return signs.slice(from, to + PIECE).join("");
}

interface Sample {
  texts: Promise<string[]>;
  until: number;
}

const samples = new WeakMap<Context["db"], Sample>();

/** Some texts of all portals, taken every ten minutes; none where there are few portals. */
function sampleOf(db: Context["db"]): Promise<string[]> {
  const known = samples.get(db);
  if (known && known.until > performance.now()) return known.texts;
  const texts = takeSample(db);
  samples.set(db, { texts, until: performance.now() + SAMPLE_LIVES_MS });
  // A sample that could not be taken is taken by the next who searches.
  texts.catch(() => samples.delete(db));
  return texts;
}

/** Whole pages of the table, as many as hold so many rows by the planner's own count. */
async function takeSample(db: Context["db"]): Promise<string[]> {
  const [{ portals = 0 } = {}] = await db.$queryRaw<{ portals: number }[]>`
    SELECT "reltuples"::float8 AS "portals" FROM pg_class WHERE "oid" = '"Portal"'::regclass`;
  if (portals < MANY_PORTALS) return [];
  const rows = await db.$queryRaw<{ text: string }[]>`
    SELECT ${SEARCH_TEXT} AS "text" FROM "Portal" p TABLESAMPLE SYSTEM (${(100 * SAMPLED) / portals}::float4)`;
  return rows.map(({ text }) => text);
}

import "server-only";

/**
 * What makes a password one that attackers try first:
 * - `own`: little but words of its person, of the company or of this product
 * - `listed`: on the list of breached passwords, upper case, spaces and signs aside
 * - `decorated`: a listed one with a few digits or signs around it
 * - `joined`: two of these words put together, or one repeated
 */
export type Weakness = "own" | "listed" | "decorated" | "joined";

/** Digits and signs around a word that are taken for decoration; with more of them the estimate of guesses decides. */
const MAX_DECORATION = 8;
/** Shorter words are syllables: they turn up by chance. */
const MIN_WORD = 3;
/** What has to be left of a password without own words: NIST's least length where a password does not stand alone. */
const MIN_REST = 8;

let list: Promise<ReadonlySet<string>> | undefined;

/**
 * The 49,000 passwords seen more than ten times among ten million that had leaked by 2015 (Burnett's collection, as
 * `@zxcvbn-ts/language-common` carries it, MIT), in lower case. Read when first asked for: 50 ms and 4 MB.
 */
export function breachedPasswords(): Promise<ReadonlySet<string>> {
  list ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"].map(plainForm)),
  );
  return list;
}

/**
 * Says how a password is made of what attackers try first (ASVS 6.2.4, 6.2.11, 6.2.12); undefined when it is not. Nearly
 * all leaked passwords are shorter than ours must be, so what people make of them to reach the length counts as well.
 * @param own words about the person, the company and the product
 */
export async function weaknessOf(
  password: string,
  own: readonly string[],
): Promise<Weakness | undefined> {
  const breached = await breachedPasswords();
  const ownWords = new Set(own.map((word) => lettersAndDigits(plainForm(word))).filter(isWord));
  const plain = plainForm(password);
  const whole = lettersAndDigits(plain);
  if (restWithout(whole, ownWords) < MIN_REST && whole.length >= MIN_REST) return "own";
  if (breached.has(plain) || breached.has(whole)) return "listed";
  const core = lettersAndDigits(undecorated(plain));
  if (breached.has(core)) return "decorated";
  const known = (word: string) => breached.has(word) || ownWords.has(word);
  return [whole, core].some((text) => isJoined(text, known)) ? "joined" : undefined;
}

/** One form for all ways to write the same: compatibility characters and upper case are no difference to a guesser. */
function plainForm(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

function isWord(text: string): boolean {
  return text.length >= MIN_WORD;
}

function undecorated(plain: string): string {
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return plain.length - core.length <= MAX_DECORATION ? core : plain;
}

/** How many characters are left once each own word is taken out, the longest first. */
function restWithout(text: string, words: ReadonlySet<string>): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ""), text).length;
}

/** Whether a text is one known word repeated, or two of them; shorter parts than a word are none. */
function isJoined(text: string, known: (word: string) => boolean): boolean {
  for (let cut = MIN_WORD; cut <= text.length / 2; cut += 1) {
    const unit = text.slice(0, cut);
    if (text.length % cut === 0 && known(unit) && unit.repeat(text.length / cut) === text) {
      return true;
    }
  }
  for (let cut = MIN_WORD; cut <= text.length - MIN_WORD; cut += 1) {
    if (known(text.slice(0, cut)) && known(text.slice(cut))) return true;
  }
  return false;
}

/** A secret that is searched for, and what it is. */
export interface Mark {
  kind: string;
  value: string;
}

/** Shorter ones turn up by chance. */
const MIN_LENGTH = 12;
/** Of a long secret a piece gives it away as well; one from its middle, since its beginning may be the same for many. */
const PIECE_FROM = 32;
const PIECE = 20;

/** Every way in which a secret could stand in a text: as it is, encoded, backwards, in part. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const middle = Math.floor((secret.length - PIECE) / 2);
  const forms = [
    secret,
    secret.toLowerCase(),
    secret.toUpperCase(),
    [...secret].reverse().join(""),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...base64Of(bytes),
    ...(secret.length >= PIECE_FROM ? [secret.slice(middle, middle + PIECE)] : []),
  ];
  return [...new Set(forms)].filter((form) => form.length >= MIN_LENGTH);
}

/** Base64 of a piece depends on how many bytes stand before it: the signs that are the same for all that end there. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const sure = encoded.slice(from, to);
    return [sure, sure.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/**
 * What a browser puts together from an answer: the answer itself, its text without the comments between pieces, and the
 * payload that comes in several scripts, joined.
 */
export function readingsOf(answer: string): string[] {
  const pushes = [...answer.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g)];
  const payload = pushes.map(([, text]) => JSON.parse(text ?? '""') as string).join("");
  const plain = answer.replace(/<!--.*?-->/gs, "");
  return [answer, ...(plain === answer ? [] : [plain]), ...(payload ? [payload] : [])];
}

/** Searches texts for marks in all forms. */
export class MarkSearch {
  private readonly needles: { kind: string; forms: string[] }[];

  /** @throws Error for a mark that is too short to tell from chance */
  constructor(marks: readonly Mark[]) {
    const short = marks.find(({ value }) => value.length < MIN_LENGTH);
    if (short) throw new Error(`the ${short.kind} is too short to search for`);
    this.needles = marks.map(({ kind, value }) => ({ kind, forms: formsOf(value) }));
  }

  /** The kinds of all marks that stand in a text, each once. Never the mark itself: a failing test prints this. */
  in(text: string): string[] {
    const readings = readingsOf(text);
    const found = this.needles.filter(({ forms }) =>
      forms.some((form) => readings.some((reading) => reading.includes(form))),
    );
    return [...new Set(found.map(({ kind }) => kind))];
  }
}

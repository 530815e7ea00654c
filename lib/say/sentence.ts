// Client-safe and without any catalogue: how a sentence of the console is said in a language.
import { createElement, Fragment, type ReactNode } from "react";
import { fill, formOf, type Message, type Params, type Show } from "../words/message";
import type { ConsoleLang } from "./langs";

/** English sentences and what they are in another language; a plural stands under its English `other` form. */
export type Sentences = Readonly<Record<string, Message>>;

/** What a sentence with several parts takes: a piece of the page for a slot, or what to make of a `<tag>`'s text. */
type Part = ReactNode | ((inner: string) => ReactNode);

/**
 * Says English sentences in the language of whoever reads. The sentence itself is the key: what is not translated cannot be
 * said, for the compiler knows the catalogue. A word that needs two translations carries its sense behind a bar
 * (`"Open|state"`), which nobody sees.
 */
export interface ConsoleSay<Known extends string> {
  readonly lang: ConsoleLang;
  /** A whole sentence; `{name}` is a slot, `{n:number}` one for a number. */
  <Text extends Known>(
    text: Text,
    ...params: keyof Params<Text> extends never ? [] : [params: Params<Text>]
  ): string;
  /** One sentence for one, another for any other count; both see it as `{count:number}`. */
  count(count: number, one: string, other: Known, params?: Record<string, string | number>): string;
  /** A sentence with pieces of the page in it: `Read <a>the guide</a>, {name}.` */
  rich(text: Known, parts: Record<string, Part>): ReactNode;
  /** A sentence that came as data, such as the reason of a refusal: as it is where it has no translation. */
  any(text: string): string;
}

/**
 * @param sentences none for English, which says what is written
 * @param show says values that are neither texts nor numbers: dates and lists, of which the browser says none
 */
export function makeSay<Known extends string>(
  lang: ConsoleLang,
  sentences: Sentences | undefined,
  show?: Show,
): ConsoleSay<Known> {
  // A text may come as data, and be called like a part of every object.
  const find = (text: string, english: Message): Message =>
    sentences && Object.hasOwn(sentences, text) ? (sentences[text] as Message) : english;
  const plain = (text: string) => formOf(lang, find(text, text.replace(SENSE, "")), 1);
  return Object.assign(
    (text: string, ...[params]: [Record<string, unknown>?]) =>
      params ? fill(lang, plain(text), params, show) : plain(text),
    {
      lang,
      count(count: number, one: string, other: string, params?: Record<string, unknown>) {
        const form = formOf(lang, find(other, { one, other }), count);
        return fill(lang, form, { ...params, count });
      },
      rich: (text: string, parts: Record<string, Part>) => assemble(lang, plain(text), parts),
      any: plain,
    },
  ) as ConsoleSay<Known>;
}

const SENSE = /\|\w+$/;

/** Splits into a text, then tag, its text and slot in turn, of which either the first two or the last are there. */
const PIECES = /<(\w+)>([^<]*)<\/\1>|\{(\w+)(?::\w+)?\}/;

function assemble(lang: string, text: string, parts: Record<string, Part>): ReactNode {
  const cut = text.split(PIECES) as (string | undefined)[];
  const pieces = cut.map((piece, index) => {
    const part = piece === undefined ? piece : parts[piece];
    const turn = index % 4;
    // Inside a tag only texts and numbers stand.
    if (turn === 1 && typeof part === "function")
      return part(fill(lang, cut[index + 1] ?? "", parts));
    if (turn === 3) return typeof part === "number" ? fill(lang, "{n}", { n: part }) : part;
    return turn ? null : piece;
  });
  return createElement(Fragment, null, ...(pieces as ReactNode[]));
}

// Client-safe and without any catalogue: how a sentence of the console is said in a language.
import { createElement, Fragment, type ReactNode } from "react";
import { fill, formOf, type Message, type Params } from "../words/message";
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

/** @param sentences none for English, which says what is written */
export function makeSay<Known extends string>(
  lang: ConsoleLang,
  sentences: Sentences | undefined,
): ConsoleSay<Known> {
  const find = (text: string, english: Message): Message => sentences?.[text] ?? english;
  const plain = (text: string) => formOf(lang, find(text, withoutSense(text)), 1);
  return Object.assign(
    (text: string, ...[params]: [Record<string, unknown>?]) =>
      params ? fill(lang, plain(text), params) : plain(text),
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

const SENSE = /\|[a-z]+$/;

function withoutSense(text: string): string {
  return text.replace(SENSE, "");
}

const PIECE = /<([a-z]+)>([^<]*)<\/\1>|\{([A-Za-z]+)(?::number)?\}/g;

function assemble(lang: string, text: string, parts: Record<string, Part>): ReactNode {
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(PIECE)) {
    const [whole, tag, inner = "", slot = ""] = found;
    const part = parts[tag ?? slot];
    pieces.push(
      text.slice(from, found.index),
      tag ? wrap(part, fillAll(lang, inner, parts)) : show(lang, part),
    );
    from = found.index + whole.length;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece, index) => createElement(Fragment, { key: index }, piece));
}

function wrap(part: Part, inner: string): ReactNode {
  return typeof part === "function" ? part(inner) : inner;
}

function show(lang: string, part: Part): ReactNode {
  if (typeof part === "function") return null;
  return typeof part === "number" ? fill(lang, "{n}", { n: part }) : part;
}

/** Inside a tag only texts and numbers stand. */
function fillAll(lang: string, text: string, parts: Record<string, Part>): string {
  return fill(lang, text, parts);
}

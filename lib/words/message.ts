// Client-safe and without any catalogue: how a message is written, what it needs, and how it becomes a sentence.

/** One sentence for each plural category of its `count` (CLDR); `other` serves where a category has none. */
export interface PluralMessage {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Message = string | PluralMessage;
export type Catalogue = Readonly<Record<string, Message>>;

/** What a slot may hold: `{name}` a text, `{count:number}`, `{at:date}`, `{names:list}`. */
interface SlotKinds {
  number: number;
  date: Date;
  list: readonly string[];
}
type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type SlotName<Slot extends string> = Slot extends `${infer Name}:${string}` ? Name : Slot;
type SlotValue<Slot extends string> = Slot extends `${string}:${infer Kind extends keyof SlotKinds}`
  ? SlotKinds[Kind]
  : string;
type TextParams<Text extends string> = {
  [Slot in Slots<Text> as SlotName<Slot>]: SlotValue<Slot>;
};
/** The parameters of a message, read from its text by the compiler. */
export type Params<M extends Message> = M extends string
  ? TextParams<M>
  : M extends PluralMessage
    ? { count: number } & TextParams<M["other"]>
    : never;

/** The same keys and kinds as another catalogue; a test compares the slots. */
export type TranslationOf<C extends Catalogue> = {
  readonly [Key in keyof C]: C[Key] extends string ? string : PluralMessage;
};

/** Says a message of a catalogue; the compiler asks for exactly its parameters. */
export type Say<C extends Catalogue> = <Key extends keyof C>(
  key: Key,
  ...params: keyof Params<C[Key]> extends never ? [] : [params: Params<C[Key]>]
) => string;

const SLOT = /\{(\w+)(?::\w+)?\}/g;

/**
 * The slots of a message, each as it is written, in order of the alphabet; of a plural those of all its forms.
 * @returns for example `["app", "count:number"]`
 */
export function slotsOf(message: Message): string[] {
  const texts = typeof message === "string" ? [message] : Object.values<string>({ ...message });
  const slots = texts.flatMap((text) =>
    [...text.matchAll(SLOT)].map(([slot]) => slot.slice(1, -1)),
  );
  return [...new Set(slots)].sort();
}

/** Of a message the text for a count. */
export function formOf(locale: string, message: Message, count: unknown): string {
  if (typeof message === "string") return message;
  const category = new Intl.PluralRules(locale).select(Number(count));
  return message[category] ?? message.other;
}

/** Says a value that is neither a text nor a number; undefined where it cannot. */
export type Show = (locale: string, value: unknown) => string | undefined;

/** @param show says values that are neither texts nor numbers; a slot without a value stays as it is */
export function fill(
  locale: string,
  text: string,
  values: Record<string, unknown>,
  show?: Show,
): string {
  return text.replace(SLOT, (slot, name: string) => {
    const value = values[name];
    if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
    return typeof value === "string" ? value : (show?.(locale, value) ?? slot);
  });
}

import type { Catalogue, Message, TranslationOf } from "./message";

const PLAIN = "AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz";
const ACCENTED = "ÅåÇçĎďÉéĞğÎîĹĺÑñÖöŔŕŠšŤťÛûÝýŽž";
/** Share of its length that a text gets longer by, as German and Finnish do. */
const GROWTH = 0.4;
const FILLER = "lorem ipsum ";

/** A text as the pseudo-locale writes it: accented, in brackets, two fifths longer; slots and tags stay as they are. */
export function pseudoText(text: string): string {
  const grown = Math.ceil(text.replace(/\{[^}]*\}/g, "").length * GROWTH);
  const strange = text.replace(/\{[^}]*\}|<\/?[a-z]+>|./gs, (part) =>
    part.length > 1 ? part : (ACCENTED[PLAIN.indexOf(part)] ?? part),
  );
  const more = FILLER.repeat(Math.ceil(grown / FILLER.length)).slice(0, grown);
  return `[${strange} ${more.trim()}]`;
}

/** A whole catalogue in the pseudo-locale. */
export function pseudoCatalogue<C extends Catalogue>(words: C): TranslationOf<C> {
  const turned = Object.entries(words).map(([key, message]) => [key, turn(message)]);
  return Object.fromEntries(turned) as TranslationOf<C>;
}

function turn(message: Message): Message {
  if (typeof message === "string") return pseudoText(message);
  const forms = Object.entries({ ...message }).map(([form, text]) => [
    form,
    pseudoText(String(text)),
  ]);
  return Object.fromEntries(forms) as Message;
}

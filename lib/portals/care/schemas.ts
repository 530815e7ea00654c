import { z } from "zod";
import { MAX_NOTE, MAX_REASON, MAX_TAG, MAX_TAGS } from "./limits";

/** Text as people type it: line breaks are theirs, other control characters nobody's. */
const text = (most: number, words: string) =>
  z
    .string()
    .transform((value) =>
      value
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{C}\n]/gu, "")
        .trim(),
    )
    .refine((value) => [...value].length <= most, words);

export const portalIdInput = z.strictObject({ portalId: z.uuid() });

export const askReconnectInput = z.strictObject({
  portalId: z.uuid(),
  reason: text(MAX_REASON, `Use at most ${MAX_REASON} characters.`).default(""),
});

export const closeRequestInput = z.strictObject({
  requestId: z.uuid(),
  outcome: z.enum(["done", "declined"], "Choose how it ended."),
});

export const addNoteInput = z.strictObject({
  portalId: z.uuid(),
  text: text(MAX_NOTE, `Use at most ${MAX_NOTE.toLocaleString("en")} characters.`).refine(
    (value) => value !== "",
    "Write something.",
  ),
});

export const changeNoteInput = addNoteInput.omit({ portalId: true }).extend({ noteId: z.uuid() });
export const noteIdInput = z.strictObject({ noteId: z.uuid() });

/** Tags with commas between them: the same word is the same tag, however it is written. */
export const careInput = z.strictObject({
  portalId: z.uuid(),
  ownerId: z.union([z.literal("").transform(() => null), z.uuid("Choose a person of the list.")]),
  tags: z
    .string()
    .max(2_000, "That is too long.")
    .transform((value) => [...new Set(value.split(",").map(tagOf).filter(Boolean))])
    .refine((tags) => tags.length <= MAX_TAGS, `Use at most ${MAX_TAGS} tags.`)
    .refine(
      (tags) => tags.every((tag) => [...tag].length <= MAX_TAG),
      `A tag has at most ${MAX_TAG} characters.`,
    ),
});
export type CareInput = z.output<typeof careInput>;

/** Lower case, one space at most, no signs that belong to addresses or to lists. */
export function tagOf(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{C}#,&?]/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

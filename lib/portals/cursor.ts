import { z } from "zod";

/** A place in a sorted list: the sort value and id of the row at its edge. */
export interface Cursor {
  key: string;
  id: string;
  direction: "next" | "previous";
}

const cursorWire = z.tuple([z.string().max(500), z.uuid(), z.enum(["next", "previous"])]);

export function encodeCursor({ key, id, direction }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id, direction])).toString("base64url");
}

/** The cursor, or null for text that is none: a bad link shows the first page, never an error. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed = cursorWire.safeParse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    if (!parsed.success) return null;
    const [key, id, direction] = parsed.data;
    return { key, id, direction };
  } catch {
    return null;
  }
}

import { z } from "zod";

/** A place in a sorted list: the sort values and id of the row at its edge. */
export interface Cursor {
  keys: string[];
  id: string;
  direction: "next" | "previous";
}

const cursorWire = z.tuple([
  z.array(z.string().max(500)).max(4),
  z.uuid(),
  z.enum(["next", "previous"]),
]);

export function encodeCursor({ keys, id, direction }: Cursor): string {
  return Buffer.from(JSON.stringify([keys, id, direction])).toString("base64url");
}

/** The cursor, or null for text that is none: a bad link shows the first page, never an error. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed = cursorWire.safeParse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    if (!parsed.success) return null;
    const [keys, id, direction] = parsed.data;
    return { keys, id, direction };
  } catch {
    return null;
  }
}

export type CursorKeyType = "int" | "bigint" | "text" | "time";

const FITS: Record<CursorKeyType, (key: string) => boolean> = {
  int: (key) => /^-?\d{1,9}$/.test(key),
  bigint: (key) => /^\d{1,18}$/.test(key),
  text: (key) => !key.includes("\u0000"),
  time: isTimestamp,
};

/** Whether PostgreSQL would accept these keys for columns of these types; a crafted link must not become an error. */
export function keysFit(keys: string[], types: CursorKeyType[]): boolean {
  return keys.length === types.length && types.every((type, n) => FITS[type](keys[n] ?? ""));
}

/** A timestamp as PostgreSQL writes it, with a day that exists: "2026-11-21 17:05:00.123+00", or an infinity. */
function isTimestamp(key: string): boolean {
  if (key === "infinity" || key === "-infinity") return true;
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/.exec(key);
  if (!parts) return false;
  const instant = new Date(`${parts[1]}T${parts[2]}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(parts[1] ?? "");
}

import { crc32, inflateSync } from "node:zlib";
import { animated, assertSides, damaged, type Picture } from "./logo-problem";

// PNG, third edition (W3C 2025). A file is a signature and chunks: length, type, data, CRC.

export const PNG_SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** What makes the picture; gamma, colour profile, times and texts stay behind. */
const KEPT = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
/** Samples of a pixel by colour type, with the depths that go with it (table 11.1). */
const COLOUR_TYPES = new Map([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
]);
/** Adam7: start and step of each pass, in pixels across and down. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Chunk {
  type: string;
  data: Buffer;
  /** As it stands in the file. */
  whole: Buffer;
}

/**
 * A PNG, read through to its last pixel and written anew.
 * @throws LogoProblem
 */
export function readPng(file: Buffer): Picture {
  const chunks = chunksOf(file);
  const [head] = chunks;
  if (head?.type !== "IHDR" || head.data.length !== 13) throw damaged();
  const width = head.data.readUInt32BE(0);
  const height = head.data.readUInt32BE(4);
  assertSides(width, height);
  if (chunks.some(({ type }) => type === "acTL")) throw animated();
  const kept = chunks.filter(({ type }) => KEPT.has(type));
  assertOrder(kept.map(({ type }) => type));
  const data = Buffer.concat(kept.filter(({ type }) => type === "IDAT").map((chunk) => chunk.data));
  // Indexed colours need what they point to.
  if (head.data[9] === 3 && !kept.some(({ type }) => type === "PLTE")) throw damaged();
  if (!holdsItsPixels(data, head.data)) throw damaged();
  return {
    bytes: Buffer.concat([PNG_SIGNATURE, ...kept.map(({ whole }) => whole)]),
    width,
    height,
  };
}

/** All chunks up to the end mark; what stands behind it is no part of the picture. */
function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = PNG_SIGNATURE.length; ;) {
    if (at + 12 > file.length) throw damaged();
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw damaged();
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) throw damaged();
    const type = file.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === "IEND") return chunks;
    at = end;
  }
}

function assertOrder(types: string[]): void {
  // A palette before what it colours, one of each but the data, and the data in one piece.
  if (!/^IHDR;(PLTE;)?(tRNS;)?(IDAT;)+IEND;$/.test(types.map((type) => `${type};`).join("")))
    throw damaged();
}

/** Whether the data unpacks to exactly the pixels that the head promises; it is never unpacked further. */
function holdsItsPixels(data: Buffer, head: Buffer): boolean {
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = head.subarray(8);
  const kind = COLOUR_TYPES.get(colour);
  if (!kind?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1)
    return false;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const bits = kind.samples * depth;
  const rows = (across: number, down: number) =>
    across === 0 ? 0 : down * (1 + Math.ceil((across * bits) / 8));
  const expected =
    interlace === 0
      ? rows(width, height)
      : PASSES.reduce(
          (sum, [x, y, stepX, stepY]) =>
            sum +
            rows(
              Math.ceil(Math.max(width - x, 0) / stepX),
              Math.ceil(Math.max(height - y, 0) / stepY),
            ),
          0,
        );
  try {
    return inflateSync(data, { maxOutputLength: expected }).length === expected;
  } catch {
    return false;
  }
}

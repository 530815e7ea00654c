import { assertSides, damaged, type Picture } from "./logo-problem";

// JPEG (ITU-T T.81, annex B): markers FF xx, most with a length and data; a scan is followed by its coded data.

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Tables of the picture: quantization, Huffman, restart interval. */
const TABLES = new Set([0xdb, 0xc4, 0xdd]);
/** Frames that browsers show: baseline, extended, progressive. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** Says how the colours are coded; without it some pictures come out green. */
const ADOBE = 0xee;

export function isJpeg(file: Buffer): boolean {
  return file.length > 3 && file[0] === 0xff && file[1] === SOI && file[2] === 0xff;
}

/**
 * A JPEG without what a camera or a program has written into it: Exif (also the place where it was taken), thumbnails,
 * profiles, comments.
 * @throws LogoProblem
 */
export function readJpeg(file: Buffer): Picture {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let hasScan = false;
  for (let at = 2; ;) {
    const { marker, end } = segmentAt(file, at);
    if (marker === EOI) break;
    const segment = file.subarray(at, end);
    at = end;
    if (FRAMES.has(marker)) {
      if (size) throw damaged();
      size = frameSize(segment);
      kept.push(segment);
    } else if (marker === SOS) {
      if (!size) throw damaged();
      at = endOfScan(file, end);
      kept.push(segment, file.subarray(end, at));
      hasScan = true;
    } else if (TABLES.has(marker)) kept.push(segment);
    else if (marker === ADOBE && segment.toString("latin1", 4, 9) === "Adobe") kept.push(segment);
    else if (!isSkipped(marker)) throw damaged();
  }
  if (!size || !hasScan) throw damaged();
  return { bytes: Buffer.concat([...kept, Buffer.from([0xff, EOI])]), ...size };
}

function segmentAt(file: Buffer, at: number): { marker: number; end: number } {
  const marker = file[at + 1];
  if (file[at] !== 0xff || marker === undefined) throw damaged();
  if (marker === EOI) return { marker, end: at + 2 };
  if (at + 4 > file.length) throw damaged();
  const length = file.readUInt16BE(at + 2);
  const end = at + 2 + length;
  if (length < 2 || end > file.length) throw damaged();
  return { marker, end };
}

function frameSize(segment: Buffer): { width: number; height: number } {
  if (segment.length < 11) throw damaged();
  const [depth, height, width] = [segment[4], segment.readUInt16BE(5), segment.readUInt16BE(7)];
  if (depth !== 8) throw damaged();
  assertSides(width, height);
  return { width, height };
}

/** Coded data goes on over FF 00 and restart marks, and ends before any other marker. */
function endOfScan(file: Buffer, start: number): number {
  for (let at = start; at + 1 < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const next = file[at + 1] ?? 0;
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) continue;
    if (next === 0xff) continue;
    if (at === start) throw damaged();
    return at;
  }
  throw damaged();
}

/** APP0 to APP15 and comments. */
function isSkipped(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

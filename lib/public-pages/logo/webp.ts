import { animated, assertSides, damaged, type Picture } from "./logo-problem";

// WebP (RFC 9649): a RIFF of chunks, each with a four-letter name, a length and data, padded to an even length.

const LOSSY = "VP8 ";
const LOSSLESS = "VP8L";
const EXTENDED = "VP8X";
const ALPHA = "ALPH";
/** Bit of VP8X that says a picture has transparency. */
const HAS_ALPHA = 0x10;
const IS_ANIMATED = 0x02;

interface Chunk {
  name: string;
  data: Buffer;
}

export function isWebp(file: Buffer): boolean {
  return file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WEBP";
}

/**
 * A WebP without Exif, XMP and profile.
 * @throws LogoProblem
 */
export function readWebp(file: Buffer): Picture {
  const chunks = chunksOf(file);
  const [first] = chunks;
  const image = chunks.filter(({ name }) => name === LOSSY || name === LOSSLESS);
  const isStill = !chunks.some(({ name }) => name === "ANIM" || name === "ANMF");
  if (!isStill || (first?.name === EXTENDED && ((first.data[0] ?? 0) & IS_ANIMATED) !== 0))
    throw animated();
  const [picture] = image;
  if (!picture || image.length !== 1) throw damaged();
  const size = picture.name === LOSSY ? lossySize(picture.data) : losslessSize(picture.data);
  assertSides(size.width, size.height);
  if (first?.name !== EXTENDED) {
    if (first !== picture) throw damaged();
    return { bytes: riff([picture]), ...size };
  }
  if (first.data.length !== 10) throw damaged();
  const canvas = {
    width: first.data.readUIntLE(4, 3) + 1,
    height: first.data.readUIntLE(7, 3) + 1,
  };
  if (canvas.width !== size.width || canvas.height !== size.height) throw damaged();
  const alpha = chunks.filter(({ name }) => name === ALPHA);
  if (alpha.length > (picture.name === LOSSY ? 1 : 0)) throw damaged();
  const head = Buffer.from(first.data);
  head.fill(0, 0, 4);
  head[0] = (first.data[0] ?? 0) & HAS_ALPHA;
  return { bytes: riff([{ name: EXTENDED, data: head }, ...alpha, picture]), ...size };
}

function chunksOf(file: Buffer): Chunk[] {
  if (file.length < 20) throw damaged();
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) throw damaged();
  const chunks: Chunk[] = [];
  for (let at = 12; at < end;) {
    if (at + 8 > end) throw damaged();
    const length = file.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw damaged();
    const data = file.subarray(at + 8, at + 8 + length);
    chunks.push({ name: file.toString("latin1", at, at + 4), data });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** RFC 6386 section 9.1: the frame says how long its first partition is, then its start code and its sides. */
function lossySize(data: Buffer): { width: number; height: number } {
  if (data.length < 10) throw damaged();
  const tag = data.readUIntLE(0, 3);
  const isKeyFrame = (tag & 1) === 0;
  if (!isKeyFrame || data.readUIntBE(3, 3) !== 0x9d012a || 10 + (tag >> 5) > data.length)
    throw damaged();
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

/** RFC 9649 section 3.4: a signature, then 14 bits for each side. */
function losslessSize(data: Buffer): { width: number; height: number } {
  if (data.length < 6 || data[0] !== 0x2f) throw damaged();
  const bits = data.readUInt32LE(1);
  if (bits >>> 29 !== 0) throw damaged();
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function riff(chunks: Chunk[]): Buffer {
  const parts = chunks.flatMap(({ name, data }) => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32LE(data.length, 4);
    return [head, data, Buffer.alloc(data.length % 2)];
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  head.write("WEBP", 8, "latin1");
  return Buffer.concat([head, body]);
}

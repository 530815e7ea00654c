import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** One chunk of a PNG, with its checksum. */
export function pngChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

interface PngOptions {
  width?: number;
  height?: number;
  /** Chunks before the pixels. */
  more?: Buffer[];
  /** Packed pixels, where they should not be those that the head promises. */
  pixels?: Buffer;
  interlace?: 0 | 1;
}

/** A PNG in one colour, RGB with 8 bits. */
export function makePng(options: PngOptions = {}): Buffer {
  const { width = 4, height = 3, more = [], interlace = 0 } = options;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, interlace], 8);
  const row = Buffer.alloc(1 + width * 3, 0x40).fill(0, 0, 1);
  const pixels =
    options.pixels ?? deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    SIGNATURE,
    pngChunk("IHDR", head),
    ...more,
    pngChunk("IDAT", pixels),
    pngChunk("IEND"),
  ]);
}

const segment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

interface JpegOptions {
  width?: number;
  height?: number;
  /** Text of an Exif segment and of a comment. */
  note?: string;
}

/** The skeleton of a baseline JPEG: every segment that there must be, with coded data that holds a stuffed FF. */
export function makeJpeg({ width = 8, height = 8, note = "" }: JpegOptions = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    ...(note
      ? [segment(0xe1, Buffer.from(`Exif\0\0${note}`)), segment(0xfe, Buffer.from(note))]
      : []),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    segment(0xc4, Buffer.alloc(28, 0)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** One chunk of a RIFF. */
export function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export function makeRiff(chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from("WEBP"), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from("RIFF"), size, body]);
}

/** A lossless picture's chunk. */
export function losslessChunk(width = 4, height = 3): Buffer {
  const data = Buffer.alloc(9, 0);
  data[0] = 0x2f;
  data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return riffChunk("VP8L", data);
}

/** The head of an extended WebP. @param flags 0x10 transparency, 0x08 Exif, 0x02 animation */
export function extendedChunk(flags: number, width = 4, height = 3): Buffer {
  const data = Buffer.alloc(10);
  data[0] = flags;
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return riffChunk("VP8X", data);
}

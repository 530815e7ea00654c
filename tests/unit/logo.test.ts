import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LogoProblem, MAX_LOGO_BYTES } from "@/lib/public-pages/logo/logo-problem";
import { readLogo } from "@/lib/public-pages/logo/read-logo";
import {
  extendedChunk,
  losslessChunk,
  makeJpeg,
  makePng,
  makeRiff,
  pngChunk,
  riffChunk,
} from "../support/pictures";

const HOSTILE = "<script>alert(1)</script>";
const script = Buffer.from(HOSTILE);
const webp = () => makeRiff([losslessChunk()]);

function problemOf(file: Buffer): string {
  try {
    readLogo(file);
  } catch (error) {
    if (error instanceof LogoProblem) return error.message;
    throw error;
  }
  return "none";
}

describe("a logo", () => {
  it.each([
    ["image/png", makePng(), 4, 3],
    ["image/jpeg", makeJpeg(), 8, 8],
    ["image/webp", webp(), 4, 3],
  ] as const)("of %s is known by its content", (type, file, width, height) => {
    const read = readLogo(file);
    expect(read).toMatchObject({ type, width, height });
    expect(read.hash).toMatch(/^[0-9a-f]{64}$/);
    // What was written is read once more as the same.
    expect(readLogo(read.bytes)).toEqual(read);
  });

  it.each([
    [
      "PNG",
      makePng({
        more: [pngChunk("tEXt", script), pngChunk("iCCP", script), pngChunk("eXIf", script)],
      }),
    ],
    ["PNG with something behind it", Buffer.concat([makePng(), script])],
    ["JPEG", makeJpeg({ note: HOSTILE })],
    ["JPEG with something behind it", Buffer.concat([makeJpeg(), script])],
    [
      "WebP",
      makeRiff([
        extendedChunk(0x0c),
        losslessChunk(),
        riffChunk("EXIF", script),
        riffChunk("XMP ", script),
      ]),
    ],
    ["WebP with something behind it", Buffer.concat([webp(), script])],
  ])("keeps nothing of a %s but the picture", (_name, file) => {
    expect(file.includes(HOSTILE)).toBe(true);
    expect(readLogo(file).bytes.includes(HOSTILE)).toBe(false);
  });

  it("keeps the transparency of a WebP and no flag of what is left out", () => {
    const [head = 0] = readLogo(makeRiff([extendedChunk(0x3c), losslessChunk()])).bytes.subarray(
      20,
    );
    expect(head).toBe(0x10);
  });

  it("may be interlaced", () => {
    // Adam7 of 4 x 3: passes of 1x1, 1x1, 2x1, 2x2 and 4x1 pixels, a byte before each row.
    const rows = [1, 1, 2, 2, 2, 4].map((across) => 1 + across * 3);
    const packed = (bytes: number) => deflateSync(Buffer.alloc(bytes));
    const total = rows.reduce((sum, bytes) => sum + bytes, 0);
    const sizes = [total - 1, total, total + 1].map((bytes) =>
      problemOf(makePng({ interlace: 1, pixels: packed(bytes) })),
    );
    expect(sizes).toContain("none");
    expect(sizes.filter((problem) => problem === "none")).toHaveLength(1);
  });
});

describe("what is no logo is refused with what to do", () => {
  it.each([
    ["an SVG", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${HOSTILE}</svg>`)],
    ["an SVG with a declaration and a mark", Buffer.from(`\ufeff<?xml version="1.0"?><svg/>`)],
    ["an SVG behind a comment", Buffer.from("<!-- a --><svg/>")],
  ])("%s", (_name, file) => {
    expect(problemOf(file)).toMatch(/SVG can hold programs.*Export it as PNG/);
  });

  it.each([
    ["a page", Buffer.from(`<!doctype html>${HOSTILE}`)],
    ["a GIF", Buffer.from("GIF89a\x01\0\x01\0", "latin1")],
    ["nothing", Buffer.alloc(0)],
    ["a PNG whose first byte is another", makePng().fill(0x88, 0, 1)],
    ["a PNG behind a script", Buffer.concat([script, makePng()])],
    ["a RIFF that holds sound", Buffer.from("RIFF\x04\0\0\0WAVEfmt \0\0\0\0", "latin1")],
  ])("%s", (_name, file) => {
    expect(problemOf(file)).toMatch(/not a PNG, JPEG or WebP picture/);
  });

  it.each([
    ["PNG", makePng({ width: 10_000, height: 10_000, pixels: deflateSync(Buffer.alloc(9)) })],
    ["JPEG", makeJpeg({ width: 10_000, height: 10_000 })],
    ["WebP", makeRiff([losslessChunk(10_000, 10_000)])],
  ])("a %s of 10,000 x 10,000 pixels", (_name, file) => {
    expect(problemOf(file)).toMatch(/10000 × 10000 pixels\. Make it 2000 × 2000 or smaller/);
  });

  it("a file that is too large", () => {
    expect(problemOf(Buffer.concat([makePng(), Buffer.alloc(MAX_LOGO_BYTES)]))).toMatch(/256 KB/);
  });

  it.each([
    ["PNG", makePng({ more: [pngChunk("acTL", Buffer.alloc(8))] })],
    ["WebP", makeRiff([extendedChunk(0x02), riffChunk("ANIM", Buffer.alloc(6))])],
    ["WebP that does not say so", makeRiff([losslessChunk(), riffChunk("ANMF", Buffer.alloc(24))])],
  ])("an animated %s", (_name, file) => {
    expect(problemOf(file)).toMatch(/animated/);
  });

  it.each([
    ["PNG with a wrong checksum", makePng().fill(0x55, 20, 21)],
    ["PNG without pixels", makePng({ pixels: Buffer.alloc(0) })],
    ["PNG with too few pixels", makePng({ pixels: deflateSync(Buffer.alloc(10)) })],
    ["PNG that unpacks to more than it says", makePng({ pixels: deflateSync(Buffer.alloc(5e7)) })],
    ["PNG of no size", makePng({ width: 0, pixels: deflateSync(Buffer.alloc(3)) })],
    ["PNG with two heads", makePng({ more: [pngChunk("IHDR", Buffer.alloc(13))] })],
    ["JPEG without a frame", Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ["JPEG of a page", Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), script])],
    ["WebP whose frame is no picture", makeRiff([riffChunk("VP8L", Buffer.alloc(9))])],
    ["WebP with two pictures", makeRiff([losslessChunk(), losslessChunk()])],
    ["WebP of another size than its head", makeRiff([extendedChunk(0, 5, 3), losslessChunk()])],
    ["WebP that ends after its name", Buffer.from("RIFF\x04\0\0\0WEBP", "latin1")],
  ])("a %s", (_name, file) => {
    expect(problemOf(file)).toMatch(/damaged or incomplete/);
  });

  it.each([
    ["PNG", makePng()],
    ["JPEG", makeJpeg()],
    ["WebP", webp()],
  ])("a %s that is cut off anywhere", (_name, file) => {
    for (let length = 0; length < file.length; length += 1)
      expect(problemOf(file.subarray(0, length)), `after ${length} bytes`).not.toBe("none");
  });
});

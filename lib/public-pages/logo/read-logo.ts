import { createHash } from "node:crypto";
import { isJpeg, readJpeg } from "./jpeg";
import { LogoProblem, MAX_LOGO_BYTES, type Picture } from "./logo-problem";
import { PNG_SIGNATURE, readPng } from "./png";
import { isWebp, readWebp } from "./webp";
import { say } from "@/lib/say/say";

export type LogoType = "image/png" | "image/jpeg" | "image/webp";

export interface ReadLogo extends Picture {
  type: LogoType;
  /** SHA-256 of the bytes, hexadecimal: a part of its address. */
  hash: string;
}

/**
 * A logo as it is stored: known by its content and never by its name, bounded, and written anew from the parts that make
 * the picture, so that nothing else in the file is ever served.
 * @param file the upload, at most `MAX_LOGO_BYTES`
 * @throws LogoProblem with words for whoever uploads it
 */
export function readLogo(file: Buffer): ReadLogo {
  if (file.length > MAX_LOGO_BYTES)
    throw new LogoProblem(
      say("The file is larger than {most:number} KB. Export the picture smaller.", {
        most: MAX_LOGO_BYTES / 1024,
      }),
    );
  const { type, read } = kindOf(file);
  const picture = read(file);
  const hash = createHash("sha256").update(picture.bytes).digest("hex");
  return { ...picture, type, hash };
}

function kindOf(file: Buffer): { type: LogoType; read: (file: Buffer) => Picture } {
  if (file.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE))
    return { type: "image/png", read: readPng };
  if (isJpeg(file)) return { type: "image/jpeg", read: readJpeg };
  if (isWebp(file)) return { type: "image/webp", read: readWebp };
  if (
    /^\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(
      file.toString("latin1", 0, 300).replace(/^ï»¿/, ""),
    )
  )
    throw new LogoProblem(
      "An SVG can hold programs that would run on your customers' screens, so it is not taken. Export it as PNG.",
    );
  throw new LogoProblem("This is not a PNG, JPEG or WebP picture, whatever its name says.");
}

import { say } from "@/lib/say/say";

/** What is wrong with a picture, in words for whoever uploads it. */
export class LogoProblem extends Error {}

/** Longest side in pixels: a logo is shown 40 pixels high, and screens have at most four dots to each. */
export const MAX_SIDE = 2000;
export const MAX_LOGO_BYTES = 256 * 1024;

export interface Picture {
  /** Written anew: what makes the picture, and nothing else. */
  bytes: Buffer;
  width: number;
  height: number;
}

/** @throws LogoProblem when a side is nothing or too long */
export function assertSides(width: number, height: number): void {
  if (width < 1 || height < 1) throw damaged();
  if (width > MAX_SIDE || height > MAX_SIDE)
    throw new LogoProblem(
      say("The picture has {width} × {height} pixels. Make it {most} × {most} or smaller.", {
        width: String(width),
        height: String(height),
        most: String(MAX_SIDE),
      }),
    );
}

/** For whatever does not follow its format: cut off, changed, or only named like one. */
export function damaged(): LogoProblem {
  return new LogoProblem(
    "The picture is damaged or incomplete. Open it in a picture program and export it once more.",
  );
}

export function animated(): LogoProblem {
  return new LogoProblem("The picture is animated. Export one still picture.");
}

// Client-safe: what becomes of a company's colour, so that it can be read and seen in both themes.

export interface ThemeColours {
  /** Ground of buttons; at least 3:1 against the page (WCAG 1.4.11). */
  fill: string;
  /** While the pointer is on it. */
  fillHover: string;
  /** Black or white, whichever reads better on the fill: always 4.5:1 and more. */
  ink: string;
  /** The colour as text on the page: at least 4.5:1. */
  text: string;
}

type Rgb = [number, number, number];
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** The card that everything stands on, as app/_styles/colours.css has it. */
const SURFACE = { light: "#ffffff", dark: "#14171d" };
const STEPS = 50;

/** Whether a text is a colour as this product takes it: `#` and six hexadecimal digits. */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * The colours of buttons and text in each theme. The company's colour is taken as it is where it can be seen, else mixed
 * with black or white as little as is needed.
 */
export function coloursOf(colour: string): { light: ThemeColours; dark: ThemeColours } {
  return { light: inTheme(colour, "light"), dark: inTheme(colour, "dark") };
}

function inTheme(colour: string, theme: "light" | "dark"): ThemeColours {
  const [surface, away] = [rgbOf(SURFACE[theme]), theme === "light" ? BLACK : WHITE];
  const fill = untilSeen(rgbOf(colour), surface, away, 3);
  const ink = contrastOf(fill, WHITE) >= contrastOf(fill, BLACK) ? WHITE : BLACK;
  // Away from the ink, so that hovering never makes the words harder to read.
  const fillHover = mix(fill, ink === WHITE ? BLACK : WHITE, 0.14);
  const text = untilSeen(rgbOf(colour), surface, away, 4.5);
  return { fill: hexOf(fill), fillHover: hexOf(fillHover), ink: hexOf(ink), text: hexOf(text) };
}

function untilSeen(colour: Rgb, ground: Rgb, away: Rgb, least: number): Rgb {
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = mix(colour, away, step / STEPS);
    if (contrastOf(mixed, ground) >= least) return mixed;
  }
  return away;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  return one.map((part, at) => Math.round(part + ((other[at] ?? 0) - part) * share)) as Rgb;
}

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
function contrastOf(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

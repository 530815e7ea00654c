// Client-safe: how a company's colours get into a page whose policy takes no style attributes (SEC-72).
import { coloursOf, isColour } from "./colours";

/** The colours of a company as properties of the element with class `branded`; without a colour the standard ones stay. */
export function brandProperties(colour: string): [name: string, value: string][] {
  if (colour === "") return [];
  const { light, dark } = coloursOf(colour);
  return [
    ["--brand-fill", light.fill],
    ["--brand-hover", light.fillHover],
    ["--brand-ink", light.ink],
    ["--brand-text", light.text],
    ["--brand-dark-fill", dark.fill],
    ["--brand-dark-hover", dark.fillHover],
    ["--brand-dark-ink", dark.ink],
    ["--brand-dark-text", dark.text],
  ];
}

/** Where the style sheet of a colour is served: all that it depends on stands in its address. */
export function brandSheetPath(colour: string): string {
  return `/brand/${colour.slice(1).toLowerCase()}.css`;
}

/** The style sheet that the last part of such an address names; undefined where it names none. */
export function brandSheet(file: string): string | undefined {
  const colour = `#${/^([0-9a-f]{6})\.css$/.exec(file)?.[1] ?? ""}`;
  if (!isColour(colour)) return undefined;
  const properties = brandProperties(colour).map(([name, value]) => `${name}:${value}`);
  return `.branded{${properties.join(";")}}\n`;
}

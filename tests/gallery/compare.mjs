/**
 * So much of a picture may differ from the stored one. Times, ids and numbers of the demo are others each time, and letters are
 * drawn a little otherwise on other machines; a style that is missing, a part that moved or a theme that is wrong is more.
 */
export const MOST_DIFFERENT = 0.015;

/**
 * How much of a picture differs from another, from 0 to 1: both are made small enough that single letters do not count, then looked at
 * spot by spot. What one has below the end of the other differs.
 * @param {import("@playwright/test").Page} tab any page; the browser draws and compares
 * @param {Buffer} one PNG
 * @param {Buffer} other PNG
 * @returns {Promise<number>}
 */
export function differenceOf(tab, one, other) {
  return tab.evaluate(compareInPage, [one.toString("base64"), other.toString("base64")]);
}

/** Runs in the browser. @param {string[]} texts @returns {Promise<number>} */
async function compareInPage(texts) {
  /** Pixels of the picture for one spot, and how much of the scale from 0 to 255 two spots may be apart. */
  const [spot, apart] = [8, 24];
  const pictures = await Promise.all(
    texts.map(async (text) => {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      return createImageBitmap(new Blob([bytes], { type: "image/png" }));
    }),
  );
  const width = Math.ceil(Math.max(...pictures.map((picture) => picture.width)) / spot);
  const height = Math.ceil(Math.max(...pictures.map((picture) => picture.height)) / spot);
  const [first, second] = pictures.map((picture) => {
    const draw = new OffscreenCanvas(width, height).getContext("2d");
    if (!draw) throw new Error("the browser draws nothing");
    draw.imageSmoothingQuality = "high";
    draw.drawImage(picture, 0, 0, picture.width / spot, picture.height / spot);
    return draw.getImageData(0, 0, width, height).data;
  });
  if (!first || !second) throw new Error("there are not two pictures");
  let differing = 0;
  for (let at = 0; at < first.length; at += 4) {
    const parts = [0, 1, 2, 3].map((part) =>
      Math.abs((first[at + part] ?? 0) - (second[at + part] ?? 0)),
    );
    if (Math.max(...parts) > apart) differing += 1;
  }
  return differing / (width * height);
}

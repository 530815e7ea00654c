import { describe, expect, it } from "vitest";
import { plainIcon } from "@/app/_customers/plain-icon";
import { logoHash, logoPath } from "@/lib/public-pages/brand";
import { brandSheet, brandSheetPath } from "@/lib/public-pages/brand-sheet";
import { coloursOf, isColour } from "@/lib/public-pages/colours";
import { contactLink, contactProblem } from "@/lib/public-pages/contact";
import { publicPagesInput } from "@/lib/public-pages/settings";
import { contrast } from "../support/contrast";

const SURFACES = { light: "#ffffff", dark: "#14171d" };
/** Every eleventh step of each part, and what is hardest: near the surfaces and in the middle. */
const STEPS = ["00", "33", "66", "77", "99", "cc", "ff"];
const COLOURS = STEPS.flatMap((red) =>
  STEPS.flatMap((green) => STEPS.map((blue) => `#${red}${green}${blue}`)),
);

describe.each(["light", "dark"] as const)("any company colour in the %s theme", (theme) => {
  it("can be seen on the page, and words on it and in it can be read", () => {
    for (const colour of COLOURS) {
      const { fill, fillHover, ink, text } = coloursOf(colour)[theme];
      expect(contrast(fill, SURFACES[theme]), `${colour} as ${fill}`).toBeGreaterThanOrEqual(3);
      expect(["#000000", "#ffffff"]).toContain(ink);
      expect(contrast(ink, fill), `words on ${fill}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, fillHover), `words on ${fillHover}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, SURFACES[theme]), `text ${text}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("stays as it is where it can be seen", () => {
    expect(coloursOf("#0a7c66")[theme].fill).toBe("#0a7c66");
  });
});

describe("a colour", () => {
  it.each(["#0a7c66", "#FFFFFF"])("%s is one", (text) => expect(isColour(text)).toBe(true));
  it.each(["red", "#fff", "#0a7c66;", "#0a7c6g", "url(#a)", ""])("%s is none", (text) =>
    expect(isColour(text)).toBe(false),
  );
});

it("the address of a colour's style sheet is read back, whatever its case", () => {
  const path = brandSheetPath("#0A7C66");
  expect(path).toBe("/brand/0a7c66.css");
  expect(brandSheet(path.split("/").pop() ?? "")).toContain("--brand-fill:#0a7c66");
});

describe("a contact", () => {
  it.each([
    ["help@acme.example", "mailto:help@acme.example", "help@acme.example"],
    ["https://acme.example/", "https://acme.example/", "acme.example"],
    ["https://acme.example/help?a=b", "https://acme.example/help?a=b", "acme.example/help"],
  ])("%s leads there", (contact, href, label) => {
    expect(contactProblem(contact)).toBeUndefined();
    expect(contactLink(contact)).toEqual({ href, label });
  });

  it.each([
    "help",
    "http://acme.example/",
    "javascript:alert(1)",
    "https://user:pass@acme.example/",
    "help@acme.example?bcc=a@b.example",
    "help@acme.example,other@acme.example",
    '"a b"@acme.example',
    'https://acme.example/"><script>',
    "mailto:help@acme.example",
  ])("%s is refused with what to do", (contact) => {
    expect(contactProblem(contact)).toMatch(/^Enter a mail address .*https:\/\/\.$/);
  });
});

describe("the form of the public pages", () => {
  const given = { company: " Acme ", colour: "#0A7C66", contact: "", locales: ["de", "en", "de"] };

  it("takes what can be shown, in one order", () => {
    expect(publicPagesInput.parse(given)).toMatchObject({
      company: "Acme",
      colour: "#0a7c66",
      locales: ["en", "de"],
      removeLogo: false,
    });
  });

  it.each([
    ["company", "x".repeat(81)],
    ["company", "Acme\u202e"],
    ["colour", "red"],
    ["contact", "javascript:alert(1)"],
    ["locales", []],
    ["locales", ["fr"]],
    ["logo", "text"],
    ["other", "1"],
  ])("refuses %s as %j", (field, value) => {
    expect(publicPagesInput.safeParse({ ...given, [field]: value }).success).toBe(false);
  });
});

describe("a logo's address", () => {
  const hash = "ab".repeat(32);

  it("holds its hash, and is read back", () => {
    const path = logoPath({ hash, type: "image/jpeg" });
    expect(path).toBe(`/brand/${hash}.jpg`);
    expect(logoHash(path.split("/").pop() ?? "")).toBe(hash);
  });

  it.each(["", "a.png", `${hash}.svg`, `${hash}.png.html`, `../${hash}.png`, hash.toUpperCase()])(
    "%s is none",
    (file) => expect(logoHash(file)).toBeUndefined(),
  );
});

it("the plain icon has the first letter on the company's colour, and nothing else of the name", () => {
  const svg = decodeURIComponent(plainIcon("<ümlaut & Co>", "#0a7c66"));
  expect(svg).toMatch(/^data:image\/svg\+xml,<svg .*fill="#0a7c66".*>Ü<\/text><\/svg>$/);
  expect(decodeURIComponent(plainIcon("", ""))).toContain("></text>");
});

import { beforeEach, describe, expect, it } from "vitest";
import { NO_BRAND } from "@/lib/public-pages/brand";
import { findLogo, getBrand, publicPagesInput, setBrand } from "@/lib/public-pages/settings";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { makePng, pngChunk } from "../support/pictures";
import { useWorld } from "../support/world";

const world = useWorld();
let admin: MadePerson;

beforeEach(async () => {
  await world().db.systemFact.deleteMany({ where: { name: "public_pages" } });
  await world().db.logo.deleteMany();
  admin = await makePerson(world(), "admin");
});

const fileOf = (bytes: Buffer, name = "logo.png") => new File([new Uint8Array(bytes)], name);
const NOTHING = new File([], "");

const save = (more: object = {}) =>
  setBrand(
    admin.ctx,
    publicPagesInput.parse({
      company: "Acme",
      colour: "#0a7c66",
      contact: "help@acme.example",
      locales: ["de"],
      logo: NOTHING,
      ...more,
    }),
  );

describe("the public pages", () => {
  it("are neutral until somebody sets them, then as they were set, with a line in the log", async () => {
    expect(await getBrand(admin.ctx)).toEqual(NO_BRAND);
    await save();
    expect(await getBrand(admin.ctx)).toEqual({
      company: "Acme",
      colour: "#0a7c66",
      contact: "help@acme.example",
      locales: ["de"],
      logo: null,
    });
    const [event] = await eventsOf(world(), "public_pages.changed");
    expect(event?.changes).toMatchObject({
      company: ["", "Acme"],
      locales: [["en", "de"], ["de"]],
    });
    expect(event?.changes).not.toHaveProperty("logo");
  });

  it("keep one logo, stripped, and serve it by its hash alone", async () => {
    const secret = "taken at home";
    await save({ logo: fileOf(makePng({ more: [pngChunk("tEXt", Buffer.from(secret))] })) });
    const { logo } = await getBrand(admin.ctx);
    expect(logo).toMatchObject({ type: "image/png", width: 4, height: 3 });
    const found = await findLogo(admin.ctx, logo?.hash ?? "");
    expect(found?.type).toBe("image/png");
    expect(Buffer.from(found?.bytes ?? []).equals(makePng())).toBe(true);
    expect(await findLogo(admin.ctx, "0".repeat(64))).toBeNull();

    // Saved without a file it stays; another takes its place.
    await save({ company: "Acme Inc" });
    expect((await getBrand(admin.ctx)).logo).toEqual(logo);
    await save({ logo: fileOf(makePng({ width: 9 })) });
    expect(await world().db.logo.count()).toBe(1);
    expect(await findLogo(admin.ctx, logo?.hash ?? "")).toBeNull();
    await save({ removeLogo: "on" });
    expect((await getBrand(admin.ctx)).logo).toBeNull();
    expect(await world().db.logo.count()).toBe(0);
  });

  it("take no logo that is none, and change nothing then", async () => {
    await save();
    const svg = fileOf(Buffer.from("<svg onload='alert(1)'/>"));
    await expectRefused(save({ company: "Other", logo: svg }), "invalid_input");
    await expect(save({ logo: svg })).rejects.toMatchObject({
      details: { fields: { logo: expect.stringMatching(/SVG/) as string } },
    });
    expect((await getBrand(admin.ctx)).company).toBe("Acme");
  });

  it("saved by many at once keep the logo of the last", async () => {
    const widths = [4, 5, 6, 7];
    await Promise.all(widths.map((width) => save({ logo: fileOf(makePng({ width })) })));
    const { logo } = await getBrand(admin.ctx);
    const rows = await world().db.logo.findMany({ select: { hash: true } });
    expect(rows).toEqual([{ hash: logo?.hash }]);
  });

  it("offer what there is, when a release before offered more", async () => {
    const set = (locales: string[]) =>
      world().db.systemFact.upsert({
        where: { name: "public_pages" },
        create: { name: "public_pages", value: JSON.stringify({ locales }) },
        update: { value: JSON.stringify({ locales }) },
      });
    await set(["fr", "de"]);
    expect((await getBrand(admin.ctx)).locales).toEqual(["de"]);
    await set(["fr"]);
    expect((await getBrand(admin.ctx)).locales).toEqual(NO_BRAND.locales);
  });
});

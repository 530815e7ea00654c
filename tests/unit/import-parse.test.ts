import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFile, ImportFileError, MAX_BYTES, parseImport } from "@/lib/imports/parse";
import { anyText } from "../support/arbitraries";

const TOKEN = "na1-0a1b2c3d-aaaa-bbbb-cccc-000000000001";
const OTHER = "eu1-0a1b2c3d-aaaa-bbbb-cccc-000000000002";
const tokens = (text: string) => parseImport(text).rows.map(({ line, token }) => [line, token]);
const problems = (text: string) =>
  parseImport(text).bad.map(({ line, problem }) => [line, problem]);
const refusal = (text: string): string => {
  try {
    parseImport(text);
  } catch (error) {
    if (error instanceof ImportFileError) return error.message;
    throw error;
  }
  return "taken";
};

describe("an import file", () => {
  it.each([
    ["commas", `refresh_token,hub_id,label\n${TOKEN},62515,Acme`],
    ["semicolons", `label;refreshToken;portalId\r\nAcme;${TOKEN};62515\r\n`],
    ["tabs and old line ends", `Hub ID\tName\tToken\r62515\tAcme\t${TOKEN}\r`],
    [
      "quotes and a byte order mark",
      `\uFEFF"refresh_token","hubId","domain"\n"${TOKEN}","62515","Acme"`,
    ],
    ["spaces around the cells", `refresh_token , hub_id , label\n ${TOKEN} , 62515 , Acme `],
    ["a JSON list", JSON.stringify([{ refresh_token: TOKEN, hub_id: 62515, label: "Acme" }])],
    ["JSON lines", `{"refreshToken":"${TOKEN}","portalId":"62515","name":"Acme"}\n`],
    ["one JSON object", `{\n"token": "${TOKEN}",\n"hubId": 62515, "domain": "Acme"\n}`],
  ])("is read with %s", (_name, text) => {
    const { rows, bad } = parseImport(text);
    expect(bad).toEqual([]);
    expect(rows).toMatchObject([{ token: TOKEN, hubId: 62515n, label: "Acme" }]);
  });

  it("may be a plain list, in lines or in JSON", () => {
    expect(tokens(`${TOKEN}\n\n${OTHER}\n`)).toEqual([
      [1, TOKEN],
      [3, OTHER],
    ]);
    expect(tokens(JSON.stringify([TOKEN, OTHER]))).toEqual([
      [1, TOKEN],
      [2, OTHER],
    ]);
  });

  it("prefers the column named refresh_token to one named token", () => {
    expect(tokens(`token,refresh_token\nsomething-else,${TOKEN}`)).toEqual([[2, TOKEN]]);
  });

  it("counts lines through blank lines and quoted line breaks", () => {
    const text = `refresh_token,label\n\n${TOKEN},"two\r\nlines, ""quoted"""\n${OTHER},x`;
    expect(parseImport(text).rows).toEqual([
      { line: 3, token: TOKEN, label: 'two\nlines, "quoted"' },
      { line: 5, token: OTHER, label: "x" },
    ]);
  });

  it("names each bad line and keeps the good ones", () => {
    const text = `refresh_token,hub_id\n,1\npat-na1-11111111-2222,2\nshort,3\n${TOKEN},3.5\n${TOKEN},5,6\n${OTHER},7`;
    expect(problems(text)).toEqual([
      [2, "token_missing"],
      [3, "private_app_token"],
      [4, "token_malformed"],
      [5, "hub_id_malformed"],
      [6, "too_many_cells"],
    ]);
    expect(tokens(text)).toEqual([[7, OTHER]]);
    expect(problems(`{"token":"${TOKEN}"}\n{"token":\n[]`)).toEqual([
      [2, "not_json"],
      [3, "not_an_entry"],
    ]);
    expect(problems(JSON.stringify([null, 5, {}, TOKEN]))).toEqual([
      [1, "not_an_entry"],
      [2, "not_an_entry"],
      [3, "token_missing"],
    ]);
  });

  it("never takes a token for a label", () => {
    const text = `refresh_token,label\n${TOKEN},${OTHER}\n${OTHER},about ${OTHER}\nabcdefgh1,${"Ck4x9".repeat(20)}`;
    expect(parseImport(text).rows.map(({ label }) => label)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["nothing", "", "The file is empty."],
    ["white space", "\uFEFF \n", "The file is empty."],
    ["a header alone", "refresh_token\n", "no rows below"],
    ["other columns", "name,secret\nAcme,x", "No column is called refresh_token"],
    ["an open quote", `refresh_token,label\n${TOKEN},"open\n${OTHER},x`, "opened on line 2"],
    ["half a list", "[1, 2", "cannot be read"],
    ["too many rows", `token\n${`${TOKEN}\n`.repeat(5_001)}`, "5,001 rows"],
  ])("is refused as a whole: %s", (_name, text, words) => {
    expect(refusal(text)).toContain(words);
    expect(refusal(text)).not.toContain(TOKEN);
  });

  it("holds 5,000 rows", () => {
    expect(parseImport(`token\n${`${TOKEN}\n`.repeat(5_000)}`).rows).toHaveLength(5_000);
  });

  it("is UTF-8, or UTF-16 as a spreadsheet saves it, and not too large", () => {
    expect(decodeFile(Buffer.from("\uFEFFé", "utf8"))).toBe("é");
    expect(decodeFile(Buffer.from("\uFEFFé", "utf16le"))).toBe("é");
    expect(() => decodeFile(Buffer.from([0x66, 0xe9, 0x0a]))).toThrow("UTF-8");
    expect(() => decodeFile(Buffer.alloc(MAX_BYTES + 1, "a"))).toThrow("1 MB");
  });
});

describe("any import file", () => {
  const token = fc.stringMatching(/^[a-z0-9-]{8,40}$/).filter((text) => !text.startsWith("pat-"));
  const hubId = fc.option(fc.bigInt({ min: 1n, max: 10n ** 17n }), { nil: undefined });
  const row = fc.record({ token, hubId, note: fc.string({ maxLength: 20 }) });
  const file = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 20 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    newline: fc.constantFrom("\n", "\r\n", "\r"),
  });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("gives back what was written, whatever the notes between hold", () => {
    fc.assert(
      fc.property(file, ({ rows, delimiter, newline }) => {
        const cells = rows.map((entry) => [
          quoted(entry.note),
          entry.token,
          entry.hubId?.toString() ?? "",
        ]);
        const text = [["note", "refresh_token", "hub_id"], ...cells]
          .map((line) => line.join(delimiter))
          .join(newline);
        const read = parseImport(text);
        expect(read.bad).toEqual([]);
        expect(read.rows.map(({ token: found, hubId: id }) => [found, id])).toEqual(
          rows.map((entry) => [entry.token, entry.hubId]),
        );
      }),
    );
  });

  it("is read or refused in words, never lost in between", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.json()),
        fc.constantFrom("", "refresh_token,label\n", "[", "{"),
        (text, start) => {
          try {
            const { rows, bad } = parseImport(start + text);
            const lines = [...rows, ...bad].map(({ line }) => line);
            expect(new Set(lines).size).toBe(lines.length);
            expect(lines.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(ImportFileError);
          }
        },
      ),
    );
  });
});

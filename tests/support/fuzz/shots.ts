import fc from "fast-check";
import { fill, type Furnished } from "../../e2e/support/furnish";
import { declared } from "../surface/declared";
import { builtActions, multipart } from "../surface/server-actions";
import { brokenBody, formFor } from "./action-inputs";
import { actionSchemas } from "./action-schemas";
import { parameterNames, pathOf, query, strangeHeaders } from "./addresses";
import { apiShots } from "./api-shots";
import { hostileEncoded } from "./hostile";
import type { Shot } from "./shot";

/** Who sends: an owner most of the time, since what others send is stopped earlier. */
export type Cookies = Record<"owner" | "support" | "nobody", string>;

/** Every kind of shot at an installation. */
export async function shotsAt(
  origin: string,
  world: Furnished,
  cookies: Cookies,
): Promise<fc.Arbitrary<Shot>> {
  const sender = fc.oneof(
    { weight: 8, arbitrary: fc.constant(cookies.owner) },
    { weight: 1, arbitrary: fc.constant(cookies.support) },
    { weight: 1, arbitrary: fc.constant(cookies.nobody) },
  );
  const base = { origin, world, sender };
  return fc.oneof(
    { weight: 5, arbitrary: await actionShots(base) },
    { weight: 2, arbitrary: pageShots(base) },
    { weight: 1, arbitrary: handlerShots(base) },
    { weight: 2, arbitrary: apiShots(world) },
  );
}

interface Base {
  origin: string;
  world: Furnished;
  sender: fc.Arbitrary<string>;
}

async function actionShots({ origin, world, sender }: Base): Promise<fc.Arbitrary<Shot>> {
  const schemas = new Map((await actionSchemas()).map((one) => [one.name, one]));
  const type = "multipart/form-data; boundary=----form";
  const each = builtActions().map(({ id, name, pages }) => {
    const schema = schemas.get(name);
    if (!schema) throw new Error(`${name} has no schema`);
    const form = formFor(schema, world.ids).map((fields) => ({
      type,
      body: multipart([
        ...fields.map(([field, value]): (typeof fields)[number] => [`_1_${field}`, value]),
        ["0", '[{"status":"idle"},"$K1"]'],
      ]),
    }));
    return fc
      .record({
        page: fc.constantFrom(...pages),
        sent: fc.oneof({ weight: 9, arbitrary: form }, { weight: 1, arbitrary: brokenBody }),
        cookie: sender,
      })
      .map(({ page, sent, cookie }): Shot => ({
        kind: "action",
        target: name,
        request: {
          method: "POST",
          path: fill(page, world.places),
          headers: { origin, cookie, "next-action": id, "content-type": sent.type },
          body: sent.body,
        },
      }));
  });
  return fc.oneof(...each);
}

function pageShots({ world, sender }: Base): fc.Arbitrary<Shot> {
  const names = parameterNames();
  const each = declared()
    .filter(({ kind }) => kind === "page")
    .map(({ name }) =>
      fc
        .record({
          path: pathOf(name, world),
          search: query(names, world.cursor),
          cookie: sender,
          more: strangeHeaders,
        })
        .map(({ path, search, cookie, more }): Shot => ({
          kind: "page",
          target: name,
          request: { path: path + search, headers: { cookie, ...more } },
        })),
    );
  return fc.oneof(...each);
}

function handlerShots({ origin, world, sender }: Base): fc.Arbitrary<Shot> {
  const names = parameterNames();
  const each = declared()
    .filter(({ kind, name }) => kind === "route" && !name.includes("/api/live"))
    .map(({ name }) => {
      const [method = "", pattern = ""] = name.split(" ");
      return fc
        .record({
          path: pathOf(pattern, world),
          search: query(names, world.cursor),
          cookie: sender,
          sent: brokenBody,
          more: strangeHeaders,
        })
        .map(({ path, search, cookie, sent, more }): Shot => {
          const body = method === "GET" ? {} : { body: sent.body };
          const type: Record<string, string> =
            method === "GET" ? {} : { "content-type": sent.type };
          // Headers that are too large are refused before a body is read, and a reset may overtake that.
          const { "x-large": _large, ...fitting } = more;
          const headers = { origin, cookie, ...type, ...(method === "GET" ? more : fitting) };
          return {
            kind: "handler",
            target: name,
            request: { method, path: path + search, headers, ...body },
          };
        });
    });
  const live = fc.tuple(sender, hostileEncoded).map(([cookie, since]): Shot => ({
    kind: "handler",
    target: "GET /api/live",
    request: { path: `/api/live?once=1&since=${since}`, headers: { cookie } },
  }));
  return fc.oneof(...each, live);
}

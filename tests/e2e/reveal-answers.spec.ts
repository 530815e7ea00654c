import { MarkSearch, type Mark } from "../support/canary/marks";
import { rawRequest, type RawAnswer } from "../support/raw-request";
import {
  builtAction,
  multipart,
  returned,
  sendAction,
  type Field,
} from "../support/surface/server-actions";
import { beginWith, expect, test, type Member } from "./support/fixtures";
import { cookieOf } from "./support/furnish";
import { SAMPLE_APP } from "./support/journey";
import { ADMIN, OWNER, SUPPORT } from "./support/people";
import type { Stack } from "./support/stack";

beginWith("app");

/** Every secret there is to find. */
async function marksOf({ control }: Stack, members: Member[]): Promise<Mark[]> {
  const { accessTokens, refreshTokens, codes } = await control.state();
  return [
    { kind: "client secret", value: SAMPLE_APP.secret },
    ...[OWNER, ADMIN, SUPPORT].map(({ password }) => ({ kind: "password", value: password })),
    ...members.map((member) => ({ kind: "session", value: cookieOf(member) })),
    ...accessTokens.map(({ token }) => ({ kind: "access token", value: token })),
    ...refreshTokens.map(({ token }) => ({ kind: "refresh token", value: token })),
    ...codes.map(({ code }) => ({ kind: "code", value: code })),
  ];
}

const whole = ({ headers, body }: RawAnswer) => `${JSON.stringify(headers)}\n${body}`;

test("an access token goes to who may reveal it, while an owner allows it, in the one answer to that", async ({
  stack,
  owner,
  admin,
  support,
  connect,
  visit,
}) => {
  const address = await connect(62515);
  await connect(62516);
  const search = new MarkSearch(await marksOf(stack, [owner, admin, support]));
  const [mine] = (await stack.control.state()).accessTokens.filter(({ hubId }) => hubId === 62515);
  const token = mine?.token ?? "none";
  const { id } = builtAction("revealTokenAction");
  const fields: Field[] = [
    ["portalId", address.split("/").at(-1) ?? ""],
    ["reason", "Searching for canaries"],
  ];
  const reveal = (cookie: string) => sendAction(stack.origin, { id, address, fields, cookie });
  const askAll = async () => {
    const [one, two, three, stranger] = await Promise.all(
      [owner, admin, support].map(cookieOf).concat("").map(reveal),
    );
    return { owner: one, admin: two, support: three, stranger } as Record<string, RawAnswer>;
  };
  const turn = async (to: string) => {
    const action = builtAction("switchRevealAction").id;
    const sent = { id: action, address: "/settings/system", cookie: cookieOf(owner) };
    const answer = await sendAction(stack.origin, { ...sent, fields: [["to", to]] });
    expect(returned(answer)?.status).toBe("success");
  };
  const expectNothing = async () => {
    for (const [who, answer] of Object.entries(await askAll()))
      expect(search.in(whole(answer)), who).toEqual([]);
  };

  await expectNothing();
  await turn("on");
  const answers = await askAll();
  for (const who of ["support", "stranger"])
    expect(search.in(whole(answers[who] as RawAnswer)), who).toEqual([]);
  for (const who of ["owner", "admin"]) {
    const answer = answers[who] as RawAnswer;
    expect(returned(answer)?.data, who).toMatchObject({ token });
    expect(answer.headers["cache-control"], who).toContain("no-store");
    // That token once, no other secret, and nothing of a page.
    expect(answer.body.split(token), who).toHaveLength(2);
    const rest = whole(answer).replaceAll(token, "");
    expect(search.in(rest), who).toEqual([]);
    expect(rest, who).not.toContain("62515");
  }

  // Sent as a form without script it would stand in the page that answers.
  const bare = await rawRequest(stack.origin, {
    ...{ method: "POST", path: address },
    headers: {
      origin: stack.origin,
      cookie: cookieOf(owner),
      "content-type": "multipart/form-data; boundary=----form",
    },
    body: multipart([[`$ACTION_ID_${id}`, ""], ...fields]),
  });
  // How Next tells of a refusal there.
  expect([bare.status, search.in(whole(bare))]).toEqual([404, []]);
  const database = await stack.database();
  const lines = await database.rows(`SELECT 1 FROM "AuditEvent" WHERE action = 'token.revealed'`);
  expect(lines, "the owner's and the admin's").toHaveLength(2);

  for (const member of [owner, admin, support])
    for (const path of [address, "/activity", "/", "/activity?kind=token.revealed"]) {
      const read = await (await visit(member)).get(path);
      expect(read.status(), path).toBe(200);
      expect(search.in(await read.text()), path).toEqual([]);
    }
  expect(search.in(stack.output())).toEqual([]);
  expect(search.in(await database.dump())).toEqual([]);

  await turn("off");
  await expectNothing();
});

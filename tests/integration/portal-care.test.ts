import { beforeEach, describe, expect, it } from "vitest";
import { askReconnect, closeRequest } from "@/lib/portals/care/ask-reconnect";
import { listLookers, noteLook } from "@/lib/portals/care/looks";
import { addNote, changeNote, deleteNote, MAX_NOTES } from "@/lib/portals/care/notes";
import { getCare, listOpenRequests, listTags } from "@/lib/portals/care/queries";
import { careInput } from "@/lib/portals/care/schemas";
import { setCare } from "@/lib/portals/care/set-care";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { revokePortal } from "@/lib/portals/end/revoke";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { eventsOf, expectRefused } from "../support/checks";
import {
  connect,
  makePerson,
  makePortal,
  type ConnectedPortal,
  type MadePerson,
} from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let sam: MadePerson;
let portalId: string;

beforeEach(async () => {
  made = await makePortal(world());
  portalId = made.portal.id;
  sam = await makePerson(world(), "support");
});

const request = async () => (await getCare(sam.ctx, portalId, false)).request;
const ask = (reason = "They moved to another account") =>
  askReconnect(sam.ctx, { portalId, reason });
const openOnes = async () =>
  (await listOpenRequests(made.owner.ctx)).requests.filter((one) => one.portalId === portalId);

describe("a request for a reconnect", () => {
  it("is open for everybody to see, with a line that does not repeat its words", async () => {
    await ask();
    expect(await request()).toMatchObject({
      askedBy: sam.person.name,
      isOwn: true,
      reason: "They moved to another account",
      closedAt: null,
    });
    expect(await openOnes()).toMatchObject([
      { label: made.portal.hubDomain, appSlug: made.app.slug, askedBy: sam.person.name },
    ]);
    const [line] = await eventsOf(world(), "portal.reconnect_asked", { portalId });
    expect(line).toMatchObject({ actorId: sam.person.id, outcome: "ok" });
    expect(JSON.stringify([line?.details, line?.changes])).not.toContain("moved");
  });

  it("is asked once, however many ask at the same moment", async () => {
    const other = await makePerson(world(), "support");
    const asked = await Promise.allSettled(
      [sam, other, sam, other].map(({ ctx }) => askReconnect(ctx, { portalId, reason: "" })),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of asked)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    expect(await openOnes()).toHaveLength(1);
    expect(await eventsOf(world(), "portal.reconnect_asked", { portalId })).toHaveLength(1);
  });

  it("is answered by the reconnect itself, and can be asked for anew", async () => {
    await ask();
    await refreshPortal(made.owner.ctx, { portalId, trigger: "person" });
    expect(await openOnes()).toHaveLength(1);
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    expect(await request()).toMatchObject({ outcome: "reconnected", closedBy: null });
    expect(await openOnes()).toEqual([]);
    await ask("Again");
    expect(await request()).toMatchObject({ reason: "Again", closedAt: null });
  });

  it("is over when the connection is ended", async () => {
    await ask();
    await revokePortal(made.owner.ctx, portalId);
    expect(await request()).toMatchObject({ outcome: "ended" });
    expect(await openOnes()).toEqual([]);
  });

  it("is answered by a word once, and whoever asked hears who said it", async () => {
    await ask();
    const { id: requestId = "" } = (await request()) ?? {};
    await closeRequest(made.owner.ctx, { requestId, outcome: "declined" });
    expect(await request()).toMatchObject({
      outcome: "declined",
      closedBy: made.owner.person.name,
    });
    await expectRefused(closeRequest(made.owner.ctx, { requestId, outcome: "done" }), "not_found");
    const [line] = await eventsOf(world(), "portal.reconnect_answered", { portalId });
    expect(line?.details).toEqual({ answer: "declined" });
  });

  it("is no news for ever", async () => {
    await ask();
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    const later = { ...sam.ctx, now: () => new Date(Date.now() + 15 * 24 * 3_600_000) };
    expect((await getCare(later, portalId, false)).request).toBeNull();
  });
});

describe("notes", () => {
  const notes = async (who = sam) => (await getCare(who.ctx, portalId, true)).notes;

  it("are written, changed and deleted by their author, without their words in the log", async () => {
    await addNote(sam.ctx, { portalId, text: "First <b>words</b>\nand more" });
    await addNote(sam.ctx, { portalId, text: "Second" });
    const [second, first] = await notes();
    expect(first).toMatchObject({ text: "First <b>words</b>\nand more", mayChange: true });
    await changeNote(sam.ctx, { noteId: first?.id ?? "", text: "Better words" });
    expect((await notes())[1]).toMatchObject({ text: "Better words", editedAt: expect.any(Date) });
    await deleteNote(sam.ctx, { noteId: second?.id ?? "" });
    expect(await notes()).toHaveLength(1);
    for (const action of [
      "portal.note_added",
      "portal.note_changed",
      "portal.note_deleted",
    ] as const) {
      const lines = await eventsOf(world(), action, { portalId });
      expect(lines.length, action).toBeGreaterThan(0);
      expect(JSON.stringify(lines.map(({ details, changes }) => [details, changes]))).not.toContain(
        "ords",
      );
    }
  });

  it("are nobody's to change but their author's, and admins may delete them", async () => {
    await addNote(sam.ctx, { portalId, text: "Sam's" });
    const other = await makePerson(world(), "support");
    const [note] = await notes(other);
    expect(note).toMatchObject({ mayChange: false, mayDelete: false });
    const noteId = note?.id ?? "";
    await expectRefused(changeNote(other.ctx, { noteId, text: "No" }), "forbidden");
    await expectRefused(deleteNote(other.ctx, { noteId }), "forbidden");
    await expectRefused(changeNote(made.owner.ctx, { noteId, text: "No" }), "forbidden");
    expect((await notes(made.owner))[0]).toMatchObject({ mayChange: false, mayDelete: true });
    await deleteNote(made.owner.ctx, { noteId });
    expect(await notes()).toEqual([]);
    await expectRefused(deleteNote(made.owner.ctx, { noteId }), "not_found");
  });

  it("stay with the name of somebody who is gone, and through a reconnect", async () => {
    await addNote(sam.ctx, { portalId, text: "Stays" });
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    await world().db.portalNote.updateMany({ where: { portalId }, data: { authorId: null } });
    expect(await notes()).toMatchObject([{ author: sam.person.name, mayChange: false }]);
  });

  it("are no more than a page can show", async () => {
    const row = { portalId, authorName: "Sam", text: "One of many" };
    await world().db.portalNote.createMany({ data: Array.from({ length: MAX_NOTES }, () => row) });
    const refused = await expectRefused(
      addNote(sam.ctx, { portalId, text: "One more" }),
      "invalid_input",
    );
    expect(JSON.stringify(refused.details)).toContain("Delete old ones");
    const care = await getCare(sam.ctx, portalId, false);
    expect(care.notes).toHaveLength(20);
    expect(care.noteCount).toBe(MAX_NOTES);
  });
});

describe("owner and tags", () => {
  const set = (ownerId: string | null, tags: string[]) =>
    setCare(made.owner.ctx, { portalId, ownerId, tags });
  const care = async () => {
    const { owner, tags } = await getCare(made.owner.ctx, portalId, false);
    return { owner, tags };
  };

  it("are kept, with a line for what changed and none for nothing", async () => {
    await set(sam.person.id, ["vip", "beta"]);
    await set(sam.person.id, ["beta", "vip"]);
    expect(await care()).toMatchObject({
      owner: { id: sam.person.id, isDisabled: false },
      tags: ["beta", "vip"],
    });
    const lines = await eventsOf(world(), "portal.care_changed", { portalId });
    expect(lines.map(({ changes }) => changes)).toEqual([
      { owner: [null, sam.person.name], tags: [[], ["beta", "vip"]] },
    ]);
    expect(await listTags(made.owner.ctx)).toEqual(expect.arrayContaining(["beta", "vip"]));
  });

  it("name nobody anew who has no access, and keep whoever lost it", async () => {
    await set(sam.person.id, []);
    const disabledAt = new Date();
    await world().db.person.update({ where: { id: sam.person.id }, data: { disabledAt } });
    expect((await care()).owner).toMatchObject({ isDisabled: true });
    await set(sam.person.id, ["kept"]);
    await set(null, ["kept"]);
    await expectRefused(set(sam.person.id, []), "invalid_input");
    await expectRefused(set(portalId, []), "invalid_input");
    expect(await care()).toEqual({ owner: null, tags: ["kept"] });
  });

  it("are what the list of portals is filtered by", async () => {
    const tag = `t${made.hubId}`;
    await set(sam.person.id, [tag, "vip"]);
    const found = async (query: Record<string, string>) => {
      const { items, total } = await listPortals(made.owner.ctx, parsePortalListQuery(query));
      return { ids: items.map(({ id }) => id), total };
    };
    const one = { ids: [portalId], total: 1 };
    expect(await found({ tag: `${tag},nobody has this` })).toEqual(one);
    expect(await found({ owner: sam.person.id })).toEqual(one);
    expect(await found({ tag, owner: made.owner.person.id })).toEqual({ ids: [], total: 0 });
  });

  it.each([
    ["VIP,  vip , Key  Account,,", ["vip", "key account"]],
    ["a\u0000b, #c&d?", ["ab", "cd"]],
    ["Straße, STRASSE", ["straße", "strasse"]],
    ["", []],
  ])("tags are read from %j", (text, tags) => {
    expect(careInput.parse({ portalId, ownerId: "", tags: text })).toEqual({
      portalId,
      ownerId: null,
      tags,
    });
  });

  it.each([
    [Array.from({ length: 13 }, (_, at) => `t${at}`).join(","), "at most 12 tags"],
    ["x".repeat(31), "at most 30 characters"],
  ])("refuses %s", (text, words) => {
    const { error } = careInput.safeParse({ portalId, ownerId: "", tags: text });
    expect(error?.issues[0]?.message).toContain(words);
  });
});

describe("what support looked up", () => {
  const at = (minutes: number) => ({
    ...sam.ctx,
    now: () => new Date(Date.UTC(2026, 10, 27, 12, minutes)),
  });

  it("is counted per person and day, a page that makes itself new once", async () => {
    for (const minutes of [0, 1, 4, 10, 16, 24 * 60]) await noteLook(at(minutes), portalId);
    const other = await makePerson(world(), "support");
    await noteLook({ ...other.ctx, now: at(3).now }, portalId);
    expect(await listLookers(made.owner.ctx, portalId)).toEqual([
      { personId: sam.person.id, name: sam.person.name, looks: 4, lastAt: at(24 * 60).now() },
      { personId: other.person.id, name: other.person.name, looks: 1, lastAt: at(3).now() },
    ]);
    expect(await world().db.portalLook.count({ where: { portalId } })).toBe(3);
  });

  it("is nothing where the portal is gone, or nobody in person looked", async () => {
    await noteLook(sam.ctx, sam.person.id);
    await noteLook({ ...sam.ctx, actor: { kind: "operator", label: "shell" } }, portalId);
    expect(await listLookers(made.owner.ctx, portalId)).toEqual([]);
    expect(await world().db.portalLook.count({ where: { portalId: sam.person.id } })).toBe(0);
  });
});

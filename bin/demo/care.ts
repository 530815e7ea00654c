import type { Context } from "@/lib/context";
import { askReconnect } from "@/lib/portals/care/ask-reconnect";
import { addNote } from "@/lib/portals/care/notes";
import { setCare } from "@/lib/portals/care/set-care";
import { setBrand } from "@/lib/public-pages/settings";

type Team = { owner: Context; admin: Context; support: Context };

/** What a team would have written about its portals by now, and how its pages for customers look. */
export async function fillCare({ owner, admin, support }: Team): Promise<void> {
  const portals = await owner.db.portal.findMany({ select: { id: true, hubId: true } });
  const idOf = (hubId: number) => portals.find((one) => one.hubId === BigInt(hubId))?.id ?? "";
  const adam = admin.actor.id ?? null;
  for (const [hubId, ownerId, tags] of [
    [62515, adam, ["enterprise", "pilot"]],
    [62516, adam, ["enterprise"]],
    [62517, null, ["pilot"]],
    [62522, adam, ["enterprise", "renewal in march"]],
  ] as const)
    await setCare(owner, { portalId: idOf(hubId), ownerId, tags: [...tags] });
  await addNote(admin, {
    portalId: idOf(62515),
    text: "Ada runs HubSpot there. She is the one to ask about scopes.",
  });
  await addNote(support, {
    portalId: idOf(62522),
    text: "Called at nine: somebody cleaned up their connected apps last week.",
  });
  await askReconnect(support, {
    portalId: idOf(62522),
    reason: "They want the sync back before their newsletter on Friday.",
  });
  await setBrand(owner, {
    company: "Acme",
    colour: "#0a7c66",
    contact: "help@acme.example",
    locales: ["en", "de"],
    removeLogo: false,
  });
}

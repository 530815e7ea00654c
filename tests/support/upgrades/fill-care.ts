import { saveView } from "@/lib/list-views/manage";
import { setListLook } from "@/lib/list-views/preferences";
import { askReconnect, closeRequest } from "@/lib/portals/care/ask-reconnect";
import { noteLook } from "@/lib/portals/care/looks";
import { addNote } from "@/lib/portals/care/notes";
import { getCare } from "@/lib/portals/care/queries";
import { setCare } from "@/lib/portals/care/set-care";
import { setBrand } from "@/lib/public-pages/settings";
import { makePng } from "../pictures";
import type { FilledPeople } from "./fill-people";
import type { FilledPortals } from "./fill-portals";

/** What the team keeps for itself: notes, requests, tags, views; and how customers' pages look. */
export async function fillCare(
  { owner, admin }: FilledPeople,
  { connected }: FilledPortals,
): Promise<void> {
  const [first, second] = connected;
  if (!first || !second) throw new Error("Two portals are needed.");
  const { portalId } = first;
  await addNote(admin, { portalId, text: "They call on Mondays.\nAsk for Ada." });
  await setCare(owner, { portalId, ownerId: admin.actor.id ?? null, tags: ["beta", "vip"] });
  await askReconnect(admin, { portalId, reason: "They have a new account" });
  const { request } = await getCare(owner, portalId, false);
  await closeRequest(owner, { requestId: request?.id ?? "", outcome: "declined" });
  await askReconnect(admin, { portalId: second.portalId, reason: "" });
  await noteLook(admin, portalId);
  await saveView(owner, { name: "Very important", search: "tag=vip&sort=expires" });
  await setListLook(owner, { density: "compact", pageSize: 50 });
  const logo = new File([new Uint8Array(makePng())], "logo.png");
  await setBrand(owner, {
    company: "Acme",
    colour: "#0a7c66",
    contact: "help@acme.example",
    locales: ["en", "de"],
    logo,
    removeLogo: false,
  });
}

"use server";

import { defineAction } from "@/lib/actions/define-action";
import { askReconnect, closeRequest } from "@/lib/portals/care/ask-reconnect";
import { addNote, changeNote, deleteNote } from "@/lib/portals/care/notes";
import {
  addNoteInput,
  askReconnectInput,
  careInput,
  changeNoteInput,
  closeRequestInput,
  noteIdInput,
} from "@/lib/portals/care/schemas";
import { setCare } from "@/lib/portals/care/set-care";
import { say } from "@/lib/say/say";

export const askReconnectAction = defineAction({
  permission: "portals.note",
  input: askReconnectInput,
  async run(ctx, input) {
    await askReconnect(ctx, input);
    return { message: say("Asked. Everybody who can reconnect it sees that on the overview.") };
  },
});

export const closeRequestAction = defineAction({
  permission: "portals.connect",
  input: closeRequestInput,
  async run(ctx, input) {
    await closeRequest(ctx, input);
    return { message: say("Answered.") };
  },
});

export const addNoteAction = defineAction({
  permission: "portals.note",
  input: addNoteInput,
  async run(ctx, input) {
    await addNote(ctx, input);
    return {};
  },
});

export const changeNoteAction = defineAction({
  permission: "portals.note",
  input: changeNoteInput,
  async run(ctx, input) {
    await changeNote(ctx, input);
    return { message: say("Saved.") };
  },
});

export const deleteNoteAction = defineAction({
  permission: "portals.note",
  input: noteIdInput,
  async run(ctx, input) {
    await deleteNote(ctx, input);
    return { message: say("Deleted.") };
  },
});

export const setCareAction = defineAction({
  permission: "portals.care",
  input: careInput,
  async run(ctx, input) {
    await setCare(ctx, input);
    return { message: say("Saved.") };
  },
});

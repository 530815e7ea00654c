"use server";

import { defineAction } from "@/lib/actions/define-action";
import { deleteView, renameView, restoreView, saveView } from "@/lib/list-views/manage";
import { setListLook } from "@/lib/list-views/preferences";
import {
  listLookInput,
  pageSizeInput,
  renameViewInput,
  saveViewInput,
  viewIdInput,
} from "@/lib/list-views/schemas";
import { say } from "@/lib/say/say";

export const saveViewAction = defineAction({
  permission: "self.manage",
  input: saveViewInput,
  async run(ctx, input) {
    await saveView(ctx, input);
    return { message: say("“{name}” is one of your views now.", { name: input.name }) };
  },
});

export const renameViewAction = defineAction({
  permission: "self.manage",
  input: renameViewInput,
  async run(ctx, input) {
    await renameView(ctx, input);
    return { message: say("The view is called “{name}” now.", { name: input.name }) };
  },
});

export const deleteViewAction = defineAction({
  permission: "self.manage",
  input: viewIdInput,
  async run(ctx, { viewId }) {
    const { name } = await deleteView(ctx, viewId);
    return { message: say("“{name}” is deleted.", { name }) };
  },
});

export const restoreViewAction = defineAction({
  permission: "self.manage",
  input: viewIdInput,
  async run(ctx, { viewId }) {
    const { name } = await restoreView(ctx, viewId);
    return { message: say("“{name}” is back.", { name }) };
  },
});

export const setListLookAction = defineAction({
  permission: "self.manage",
  input: listLookInput,
  lists: ["columns"],
  async run(ctx, input) {
    await setListLook(ctx, input);
    return {};
  },
});

export const setPageSizeAction = defineAction({
  permission: "self.manage",
  input: pageSizeInput,
  async run(ctx, input) {
    await setListLook(ctx, input);
    return {};
  },
});

"use client";

import { useEffect } from "react";
import { forgetDraft } from "./draft";

/** On the page that follows a form which was saved: its draft has done its duty. */
export function ForgetDraft({ name }: { name: string }) {
  useEffect(() => forgetDraft(name), [name]);
  return null;
}

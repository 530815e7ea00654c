"use client";

import { useCallback, useEffect, useRef } from "react";
import type { FormState } from "@/components/ui/form-state";
import { useToast } from "./toast";
import { useSay } from "#say";

/**
 * For a form that may go with the very answer that refuses it, because somebody else has dealt with its object
 * meanwhile. Its words then appear as a toast, and the focus goes to the page instead of nowhere.
 * @returns `note` takes each answer before React sees it; `seen` says that the form has shown it, for an effect on its
 *   state
 */
export function useOutlivedFailure(): { note: (answer: FormState) => void; seen: () => void } {
  const { show } = useToast();
  const unseen = useRef<FormState | null>(null);
  const say = useSay();
  const tell = useRef(show);
  const noReason = useRef(say("This was not done."));
  useEffect(() => {
    tell.current = show;
    noReason.current = say("This was not done.");
  });
  useEffect(
    () => () => {
      if (!unseen.current) return;
      tell.current({ title: unseen.current.message ?? noReason.current, tone: "info" });
      if (document.activeElement === document.body) document.getElementById("content")?.focus();
    },
    [],
  );
  const note = useCallback((answer: FormState) => {
    unseen.current = answer.status === "error" ? answer : null;
  }, []);
  const seen = useCallback(() => {
    unseen.current = null;
  }, []);
  return { note, seen };
}

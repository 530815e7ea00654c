"use client";

import { Pencil, Trash2 } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { TextareaField } from "@/components/ui/field";
import { useSay } from "#say";
import { MAX_NOTE } from "@/lib/portals/care/limits";
import { changeNoteAction, deleteNoteAction } from "./actions";

const LOOK = { variant: "ghost", size: "icon-sm" } as const;

export function ChangeNote({ noteId, text }: { noteId: string; text: string }) {
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{ ...LOOK, label: <Pencil />, ariaLabel: say("Edit note") }}
      title={say("Edit this note")}
      submitLabel={say("Save note")}
      tone="primary"
      action={changeNoteAction}
      fields={{ noteId }}
    >
      <TextareaField
        label={say("Text")}
        name="text"
        rows={6}
        defaultValue={text}
        maxLength={MAX_NOTE}
      />
    </ConfirmDialog>
  );
}

export function DeleteNote({ noteId, author }: { noteId: string; author: string }) {
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{ ...LOOK, label: <Trash2 />, ariaLabel: say("Delete note") }}
      title={say("Delete this note of {author}?", { author })}
      description={say(
        "It is gone for everybody. The activity log keeps that it was deleted, not what it said.",
      )}
      submitLabel={say("Delete note")}
      action={deleteNoteAction}
      fields={{ noteId }}
    />
  );
}

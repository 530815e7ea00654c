"use client";

import { Pencil, Trash2 } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { TextareaField } from "@/components/ui/field";
import { MAX_NOTE } from "@/lib/portals/care/limits";
import { changeNoteAction, deleteNoteAction } from "./actions";

const LOOK = { variant: "ghost", size: "icon-sm" } as const;

export function ChangeNote({ noteId, text }: { noteId: string; text: string }) {
  return (
    <ConfirmDialog
      trigger={{ ...LOOK, label: <Pencil />, ariaLabel: "Edit note" }}
      title="Edit this note"
      submitLabel="Save note"
      tone="primary"
      action={changeNoteAction}
      fields={{ noteId }}
    >
      <TextareaField label="Text" name="text" rows={6} defaultValue={text} maxLength={MAX_NOTE} />
    </ConfirmDialog>
  );
}

export function DeleteNote({ noteId, author }: { noteId: string; author: string }) {
  return (
    <ConfirmDialog
      trigger={{ ...LOOK, label: <Trash2 />, ariaLabel: "Delete note" }}
      title={`Delete this note of ${author}?`}
      description="It is gone for everybody. The activity log keeps that it was deleted, not what it said."
      submitLabel="Delete note"
      action={deleteNoteAction}
      fields={{ noteId }}
    />
  );
}

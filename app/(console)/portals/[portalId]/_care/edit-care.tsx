"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { SelectField, TextField } from "@/components/ui/field";
import type { CareView } from "@/lib/portals/care/queries";
import { MAX_TAG, MAX_TAGS } from "@/lib/portals/care/limits";
import { setCareAction } from "./actions";

type EditCareProps = {
  portalId: string;
  label: string;
  care: Pick<CareView, "owner" | "tags">;
  people: { id: string; name: string }[];
  /** In use elsewhere, the commonest first. */
  tags: string[];
};

const SUGGESTED = 8;

/** Changes who looks after a portal, and its tags. */
export function EditCare({ portalId, label, care, people, tags }: EditCareProps) {
  const { owner } = care;
  const isGone = owner !== null && !people.some(({ id }) => id === owner.id);
  const others = tags.filter((tag) => !care.tags.includes(tag)).slice(0, SUGGESTED);
  return (
    <ConfirmDialog
      trigger={{
        label: "Edit",
        variant: "ghost",
        size: "sm",
        ariaLabel: `Edit who looks after ${label}`,
      }}
      title={`Who looks after ${label}?`}
      submitLabel="Save"
      tone="primary"
      action={setCareAction}
      fields={{ portalId }}
    >
      <div className="flex flex-col gap-4">
        <SelectField label="Person" name="ownerId" defaultValue={owner?.id ?? ""}>
          <option value="">Nobody in particular</option>
          {isGone ? (
            <option value={owner.id}>{`${owner.name} (has no access any more)`}</option>
          ) : null}
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Tags"
          name="tags"
          defaultValue={care.tags.join(", ")}
          autoComplete="off"
          autoCapitalize="none"
          hint={`Up to ${MAX_TAGS}, with commas between them, ${MAX_TAG} characters each.${others.length > 0 ? ` In use: ${others.join(", ")}.` : ""}`}
        />
      </div>
    </ConfirmDialog>
  );
}

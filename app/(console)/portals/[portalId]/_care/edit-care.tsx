"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { useSay } from "#say";
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
  const say = useSay();
  const isGone = owner !== null && !people.some(({ id }) => id === owner.id);
  const others = tags.filter((tag) => !care.tags.includes(tag)).slice(0, SUGGESTED);
  const limits = say(
    "Up to {tags:number}, with commas between them, {characters:number} characters each.",
    { tags: MAX_TAGS, characters: MAX_TAG },
  );
  return (
    <ConfirmDialog
      trigger={{
        label: say("Edit"),
        variant: "ghost",
        size: "sm",
        ariaLabel: say("Edit who looks after {portal}", { portal: label }),
      }}
      title={say("Who looks after {portal}?", { portal: label })}
      submitLabel={say("Save")}
      tone="primary"
      action={setCareAction}
      fields={{ portalId }}
    >
      <div className="flex flex-col gap-4">
        <SelectField label={say("Person")} name="ownerId" defaultValue={owner?.id ?? ""}>
          <option value="">{say("Nobody in particular")}</option>
          {isGone ? (
            <option value={owner.id}>{`${owner.name} ${say("(has no access any more)")}`}</option>
          ) : null}
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={say("Tags")}
          name="tags"
          defaultValue={care.tags.join(", ")}
          autoComplete="off"
          autoCapitalize="none"
          hint={
            others.length > 0
              ? `${limits} ${say("In use: {tags}.", { tags: others.join(", ") })}`
              : limits
          }
        />
      </div>
    </ConfirmDialog>
  );
}

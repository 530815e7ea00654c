"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import type { TargetView } from "@/lib/alerts/queries";
import { formatDateTime } from "@/lib/format";
import { rotateWebhookSecretAction } from "../../_alerts/actions";

type SecretSectionProps = { target: TargetView; timeZone: string };

const OVERLAPS: [hours: number, words: string][] = [
  [0, "Not at all"],
  [1, "1 hour"],
  [24, "24 hours"],
  [168, "7 days"],
];

/** A new signing secret, shown once, while the old one signs on for as long as was chosen. */
export function SecretSection({ target, timeZone }: SecretSectionProps) {
  const { state, pending, formProps } = useServerForm(rotateWebhookSecretAction);
  const made = pending ? undefined : state.data;
  return (
    <Section
      title="Signing secret"
      description={
        target.previousUntil
          ? `Messages carry two signatures until ${formatDateTime(target.previousUntil, timeZone)}.`
          : "Every message is signed with it. It was shown once."
      }
    >
      <form {...formProps} className="flex flex-col gap-3">
        <FormProblem state={state} fields={["overlapHours"]} />
        <input type="hidden" name="targetId" value={target.id} />
        <SelectField
          label="The old secret signs on for"
          name="overlapHours"
          defaultValue="24"
          error={state.fieldErrors?.["overlapHours"]}
        >
          {OVERLAPS.map(([hours, words]) => (
            <option key={hours} value={hours}>
              {words}
            </option>
          ))}
        </SelectField>
        <Button type="submit" pending={pending} className="self-start">
          Rotate secret
        </Button>
        {made ? (
          <OneTimeSecret
            value={made.secret}
            label="Signing secret"
            title="The new secret"
            copyLabel="Copy secret"
            note={
              made.overlapHours === 0
                ? "give it to the receiver. The old one does not count any more."
                : `give it to the receiver. The old one counts until ${formatDateTime(made.previousUntil, timeZone)}.`
            }
          />
        ) : null}
      </form>
    </Section>
  );
}

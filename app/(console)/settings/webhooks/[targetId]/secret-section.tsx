"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import type { TargetView } from "@/lib/alerts/queries";
import { formatDateTime } from "@/lib/format";
import { useSay } from "#say";
import { rotateWebhookSecretAction } from "../../_alerts/actions";

type SecretSectionProps = { target: TargetView; timeZone: string };

const OVERLAPS = [
  [0, "Not at all"],
  [1, "1 hour"],
  [24, "24 hours"],
  [168, "7 days"],
] as const satisfies [hours: number, words: string][];

/** A new signing secret, shown once, while the old one signs on for as long as was chosen. */
export function SecretSection({ target, timeZone }: SecretSectionProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(rotateWebhookSecretAction);
  const made = pending ? undefined : state.data;
  return (
    <Section
      title={say("Signing secret")}
      description={
        target.previousUntil
          ? say("Messages carry two signatures until {when}.", {
              when: formatDateTime(target.previousUntil, timeZone, { lang: say.lang }),
            })
          : say("Every message is signed with it. It was shown once.")
      }
    >
      <form {...formProps} className="flex flex-col gap-3">
        <FormProblem state={state} fields={["overlapHours"]} />
        <input type="hidden" name="targetId" value={target.id} />
        <SelectField
          label={say("The old secret signs on for")}
          name="overlapHours"
          defaultValue="24"
          error={state.fieldErrors?.["overlapHours"]}
        >
          {OVERLAPS.map(([hours, words]) => (
            <option key={hours} value={hours}>
              {say(words)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" pending={pending} className="self-start">
          {say("Rotate secret")}
        </Button>
        {made ? (
          <OneTimeSecret
            value={made.secret}
            label={say("Signing secret")}
            title={say("The new secret")}
            copyLabel={say("Copy secret")}
            note={
              made.overlapHours === 0
                ? say("give it to the receiver. The old one does not count any more.")
                : say("give it to the receiver. The old one counts until {when}.", {
                    when: formatDateTime(made.previousUntil, timeZone, { lang: say.lang }),
                  })
            }
          />
        ) : null}
      </form>
    </Section>
  );
}

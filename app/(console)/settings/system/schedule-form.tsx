"use client";

import { useState } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { OneTimeSecret } from "@/components/one-time-secret";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { StepUpSlot } from "@/components/ui/popup/step-up-slot";
import type { BackupView } from "@/lib/backup/backup-view";
import { useSay } from "#say";
import { makeBackupKeyAction, setBackupScheduleAction } from "./actions";

type ScheduleFormProps = Pick<BackupView, "schedule"> & { timeZone: string };

const FIELDS = ["time", "keep", "recipient"];

/** When backups are written, how many are kept, and who can open them. */
export function ScheduleForm({ schedule, timeZone }: ScheduleFormProps) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setBackupScheduleAction);
  const key = useServerForm(makeBackupKeyAction);
  const [recipient, setRecipient] = useState(schedule?.recipient ?? "");
  const [taken, setTaken] = useState<string>();
  const made = key.state.data;
  // A new pair goes into the field once; what is typed after that stays.
  if (made && taken !== made.recipient) {
    setTaken(made.recipient);
    setRecipient(made.recipient);
  }
  const errors = state.fieldErrors ?? {};
  return (
    <div className="flex flex-col gap-4">
      <form {...formProps} id="backup-schedule" className="flex flex-col gap-4">
        <FormProblem state={state} fields={FIELDS} />
        <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
          <TextField
            label={say("Each day at")}
            name="time"
            type="time"
            defaultValue={schedule?.time ?? "03:30"}
            hint={say("In {timeZone}.", { timeZone: schedule?.timeZone ?? timeZone })}
            error={errors["time"]}
          />
          <TextField
            label={say("Files that are kept")}
            name="keep"
            type="number"
            min={1}
            max={365}
            inputMode="numeric"
            defaultValue={schedule?.keep ?? 14}
            error={errors["keep"]}
          />
          <TextField
            label={say("Age public key")}
            name="recipient"
            value={recipient}
            onChange={(event) => setRecipient(event.target.value)}
            error={errors["recipient"]}
            hint={say(
              "Backups are sealed to it. Whoever has its secret key can open them; Portico does not keep that.",
            )}
            autoComplete="off"
            spellCheck={false}
            className="sm:col-span-2"
          />
        </div>
      </form>
      {made ? (
        <OneTimeSecret
          value={made.identity}
          label={say("Secret key of the backups")}
          title={say("A new pair of keys")}
          copyLabel={say("Copy secret key")}
          note={say(
            "put it into a file where neither this machine nor the backups are. Without it no backup can be opened. Then save the schedule.",
          )}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" form="backup-schedule" variant="primary" pending={pending}>
          {schedule ? say("Save schedule") : say("Start daily backups")}
        </Button>
        <form {...key.formProps}>
          <StepUpSlot state={key.state} />
          <Button type="submit" pending={key.pending}>
            {say("Make a key pair")}
          </Button>
        </form>
        <span role="status" className="text-sm text-ok">
          {state.status === "success" && !pending ? state.message : null}
        </span>
      </div>
    </div>
  );
}

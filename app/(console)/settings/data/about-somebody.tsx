"use client";

import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { TextField } from "@/components/ui/field";
import { formatNumber } from "@/lib/format";
import { useSay } from "#say";
import { eraseAboutAction, findAboutAction } from "./actions";

/** Looks up, exports and erases what is known about one installer or portal. */
export function AboutSomebody() {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(findAboutAction);
  const found = pending ? undefined : state.data;
  return (
    <div className="flex flex-col gap-5">
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem state={state} fields={["about"]} />
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            label={say("E-mail address or Hub ID")}
            name="about"
            autoComplete="off"
            spellCheck={false}
            error={state.fieldErrors?.["about"]}
            className="w-full max-w-sm"
          />
          <Button type="submit" pending={pending}>
            {say("Look up")}
          </Button>
        </div>
      </form>
      <div role="status">{found ? <Result found={found} /> : null}</div>
    </div>
  );
}

interface Found {
  about: string;
  kind: "installer" | "portal";
  portals: { id: string; appName: string; isEnded: boolean }[];
  counts: [string, number][];
}

const OF_PORTALS = {
  portal: "connections",
  installer: "portals they connected",
} as const satisfies Record<Found["kind"], string>;

function Result({ found }: { found: Found }) {
  const say = useSay();
  const { about, kind, portals, counts } = found;
  if (counts.length === 0 && portals.length === 0)
    return (
      <p className="text-ink-muted">
        {say.rich("Nothing is kept about {about}.", {
          about: <b className="font-medium text-ink">{about}</b>,
        })}
      </p>
    );
  const living = kind === "portal" ? portals.filter(({ isEnded }) => !isEnded) : [];
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line p-4">
      <h3 className="font-medium wrap-anywhere text-ink">{about}</h3>
      <ul className="divide-y divide-line border-y border-line">
        {[[say(OF_PORTALS[kind]), portals.length] as const, ...counts].map(([what, count]) => (
          <li key={what} className="flex justify-between gap-6 py-2">
            <span className="first-letter:uppercase">{what}</span>
            <span className="tabular-nums">{formatNumber(count, say.lang)}</span>
          </li>
        ))}
      </ul>
      {living.length > 0 ? (
        <p className="text-sm text-ink-muted">
          {say(
            "Connected through {apps}. Revoke it or uninstall the app before it can be erased.",
            { apps: living.map(({ appName }) => appName).join(", ") },
          )}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <form method="post" action="/settings/data/export">
          <input type="hidden" name="about" value={valueOf(found)} />
          <Button type="submit">{say("Download everything")}</Button>
        </form>
        {living.length === 0 ? <Erase found={found} /> : null}
      </div>
    </div>
  );
}

function Erase({ found }: { found: Found }) {
  const say = useSay();
  const value = valueOf(found);
  const isPortal = found.kind === "portal";
  return (
    <ConfirmDialog
      trigger={{ label: say("Erase"), variant: "danger" }}
      title={say("Erase everything about {about}?", { about: found.about })}
      consequences={[
        isPortal
          ? say("The portal goes with its connections, grants and history of use.")
          : say("Who they are goes from their grants. The connections stay and go on."),
        say("The activity log keeps what was done, without who or where; the chain stays provable."),
        say("Backups that were written before still hold it. Delete them when they must not."),
        say("It cannot be taken back. Download it first when somebody may ask for it."),
      ]}
      confirmLabel={isPortal ? say("Type the Hub ID to confirm") : say("Type the address to confirm")}
      expected={value}
      submitLabel={say("Erase")}
      action={eraseAboutAction}
      fields={{ about: value }}
    />
  );
}

/** As it was typed: an address, or digits. */
function valueOf({ about, kind }: Found): string {
  return kind === "portal" ? about.replace(/\D/g, "") : about;
}

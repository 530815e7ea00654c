"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogCancel } from "@/components/ui/popup/dialog";
import { Kbd } from "@/components/ui/kbd";
import { areSingleKeysOn, GO_KEYS, setSingleKeys } from "./shortcut-keys";
import { useSay } from "#say";

const KEYS = [
  [["Ctrl", "K"], "Find or go to anything (⌘ K on a Mac)"],
  [["/"], "Search this list"],
  [["J"], "Next row, or the page of the next"],
  [["K"], "Row before, or the page of it"],
  [["Enter|key"], "Open the row"],
  [["X"], "Select the row"],
  [["?"], "This help"],
  [["Esc"], "Close"],
] as const;

/** Every key the console knows, and the switch that turns the single ones off. */
export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const [isOn, setOn] = useState(areSingleKeysOn);
  const goes = Object.entries(GO_KEYS).map(([key, { label }]): [string[], string] => [
    ["G", key.toUpperCase()],
    say(label),
  ]);
  const keys = KEYS.map(([caps, words]): [string[], string] => [caps.map(say.any), say(words)]);
  return (
    <Dialog
      title={say("Keyboard shortcuts")}
      size="lg"
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={<DialogCancel>{say("Close")}</DialogCancel>}
    >
      <DialogBody>
        <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          <KeyList title={say("Everywhere and in lists")} keys={keys} />
          <KeyList title={say("Go to")} keys={goes} />
        </div>
        <Checkbox
          label={say("Single keys are on")}
          hint={say(
            "Kept in this browser. Switch them off if speech input or another program types them. Ctrl K always works.",
          )}
          checked={isOn}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
      </DialogBody>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-ink-faint">{title}</h3>
      <dl>
        {keys.map(([caps, words]) => (
          <div key={words} className="flex min-h-8 items-center justify-between gap-4">
            <dt>{words}</dt>
            <dd className="flex gap-1">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

"use client";

import { createContext, use, useState, type ReactNode } from "react";
import type { DialogProps } from "./dialog-popup";
import { PopupButton } from "./popup-button";
import { onDemand, useOnDemand } from "./use-on-demand";
import { useSay } from "#say";

export { DialogBody, DialogFooter } from "./dialog-layout";

const popup = onDemand(() => import("./dialog-popup"));
const Popup = createContext<typeof import("./dialog-popup") | null>(null);

/** Modal dialog. Focus starts on DialogCancel when there is one and returns to the trigger on close. */
export function Dialog(props: DialogProps) {
  const [own, setOwn] = useState(false);
  const open = props.open ?? own;
  const loaded = useOnDemand(popup, open);
  const setOpen = (next: boolean) => {
    setOwn(next);
    props.onOpenChange?.(next);
  };
  if (loaded)
    return (
      <Popup value={loaded}>
        <loaded.DialogPopup {...props} open={open} onOpenChange={setOpen} />
      </Popup>
    );
  if (!props.trigger) return null;
  return (
    <PopupButton
      look={props.trigger}
      popup="dialog"
      onOpen={() => setOpen(true)}
      onNear={popup.load}
    />
  );
}

/** Closes the dialog; receives focus when it opens. */
export function DialogCancel({ children }: { children?: ReactNode }) {
  const say = useSay();
  const loaded = use(Popup);
  return loaded ? <loaded.DialogClose>{children ?? say("Cancel")}</loaded.DialogClose> : null;
}

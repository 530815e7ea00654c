"use client";

import { useState } from "react";
import { PopupButton } from "./popup-button";
import type { PopoverProps } from "./popover-popup";
import { onDemand, useOnDemand } from "./use-on-demand";

const popup = onDemand(() => import("./popover-popup"));

/** Small non-modal panel with a heading; opens on click, closes with Escape, its cross or a click outside. */
export function Popover(props: PopoverProps) {
  const [open, setOpen] = useState(false);
  const loaded = useOnDemand(popup, open);
  if (loaded) return <loaded.PopoverPopup {...props} open={open} onOpenChange={setOpen} />;
  return (
    <PopupButton
      look={props.trigger}
      popup="dialog"
      onOpen={() => setOpen(true)}
      onNear={popup.load}
    />
  );
}

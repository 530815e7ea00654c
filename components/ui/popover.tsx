"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";
import { POPUP_CLASS } from "./popup-class";
import type { TriggerLook } from "./trigger";

export type PopoverProps = {
  trigger: TriggerLook;
  title: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

/** Small non-modal panel with a heading; opens on click, closes with Escape, its cross or a click outside. */
export function Popover({ trigger, title, align = "center", className, children }: PopoverProps) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger className={buttonClass(trigger)} aria-label={trigger.ariaLabel}>
        {trigger.icon}
        {trigger.label}
      </BasePopover.Trigger>
      <BasePopover.Portal>
        <BasePopover.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <BasePopover.Popup
            className={clsx(
              POPUP_CLASS,
              "max-h-(--available-height) w-80 max-w-[calc(100vw-1rem)] overflow-y-auto p-4",
              className,
            )}
          >
            <div className="mb-2 flex items-start justify-between gap-2">
              <BasePopover.Title className="text-base font-semibold">{title}</BasePopover.Title>
              <BasePopover.Close
                aria-label="Close"
                className={buttonClass({ variant: "ghost", size: "icon", className: "-m-1.5" })}
              >
                <X />
              </BasePopover.Close>
            </div>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}

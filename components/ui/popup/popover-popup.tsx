"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { POPUP_CLASS } from "./popup-class";
import type { TriggerLook } from "./trigger";
import { useTakeOver } from "./use-take-over";
import { useSay } from "#say";

export type PopoverProps = {
  trigger: TriggerLook;
  title: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

type PopoverPopupProps = PopoverProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** The panel itself; Popover fetches it when it first opens. */
export function PopoverPopup(props: PopoverPopupProps) {
  const { trigger, title, align = "center", className, children, onOpenChange } = props;
  const say = useSay();
  const { trigger: button, open } = useTakeOver(props.open);
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BasePopover.Trigger
        ref={button}
        className={buttonClass(trigger)}
        aria-label={trigger.ariaLabel}
      >
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
                aria-label={say("Close")}
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

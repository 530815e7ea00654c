"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { Logo } from "@/components/logo";
import { NavLinks, type NavItem } from "./nav-links";
import { buttonClass } from "@/components/ui/button-class";
import type { TriggerLook } from "@/components/ui/popup/trigger";
import { useTakeOver } from "@/components/ui/popup/use-take-over";
import { useSay } from "#say";

type MobileNavSheetProps = {
  items: NavItem[];
  trigger: TriggerLook;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The sheet of MobileNav, which fetches it when it first opens. */
export function MobileNavSheet({ items, trigger, onOpenChange, ...props }: MobileNavSheetProps) {
  const say = useSay();
  const { trigger: button, open } = useTakeOver(props.open);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Trigger ref={button} aria-label={trigger.ariaLabel} className={buttonClass(trigger)}>
        {trigger.label}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 start-0 z-50 flex w-72 max-w-[85vw] flex-col gap-4 overflow-y-auto border-e border-line bg-raised p-3 text-ink shadow-pop transition-[translate] duration-150 outline-none data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full">
          <div className="flex items-center justify-between ps-2">
            <Dialog.Title render={<div />}>
              <Logo />
              <span className="sr-only">{` ${say("navigation")}`}</span>
            </Dialog.Title>
            <Dialog.Close
              aria-label={say("Close navigation")}
              className={buttonClass({ variant: "ghost", size: "icon" })}
            >
              <X />
            </Dialog.Close>
          </div>
          <nav aria-label={say("Main")}>
            <NavLinks items={items} onNavigate={() => onOpenChange(false)} />
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import clsx from "clsx";
import { createContext, use, useRef, type ReactNode, type RefObject } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { DialogFooter } from "./dialog-layout";
import type { TriggerLook } from "./trigger";
import { useTakeOver } from "./use-take-over";

const CancelRef = createContext<RefObject<HTMLButtonElement | null> | null>(null);

export type DialogProps = {
  /** The button that opens it. Leave out when `open` is controlled from elsewhere (a menu item). */
  trigger?: TriggerLook;
  title: ReactNode;
  description?: ReactNode;
  /** "alert" for dangerous acts: announced as an alert dialog, not closed by a click outside. */
  kind?: "dialog" | "alert";
  size?: "md" | "lg";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Asked before Escape, Cancel or a click outside closes it; answer false while work runs. */
  mayClose?: () => boolean;
  /** Usually a DialogCancel and one button. Forms put their own DialogFooter inside the form instead. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** The dialog itself; Dialog fetches it when it first opens. */
export function DialogPopup(props: DialogProps & { open: boolean }) {
  const { trigger, title, description, kind = "dialog", size = "md" } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  const { trigger: button, open } = useTakeOver(props.open);
  const Root = kind === "alert" ? AlertDialog.Root : BaseDialog.Root;
  const Trigger = kind === "alert" ? AlertDialog.Trigger : BaseDialog.Trigger;
  return (
    <Root
      open={open}
      onOpenChange={(next, details) => {
        if (!next && props.mayClose?.() === false) details.cancel();
        else props.onOpenChange?.(next);
      }}
    >
      {trigger ? (
        <Trigger ref={button} className={buttonClass(trigger)} aria-label={trigger.ariaLabel}>
          {trigger.icon}
          {trigger.label}
        </Trigger>
      ) : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className="fixed inset-0 z-50 grid sm:place-items-center sm:p-6">
          <BaseDialog.Popup
            initialFocus={() => cancelRef.current ?? true}
            className={clsx(
              "flex h-dvh w-full scroll-pb-20 flex-col overflow-y-auto border-line bg-raised text-ink shadow-pop outline-none sm:h-auto sm:max-h-[calc(100dvh-3rem)] sm:rounded-xl sm:border",
              "transition-[opacity,scale] duration-150 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0",
              size === "lg" ? "sm:max-w-2xl" : "sm:max-w-lg",
              props.className,
            )}
          >
            <div className="px-5 pt-5">
              <BaseDialog.Title className="text-lg font-semibold wrap-anywhere">
                {title}
              </BaseDialog.Title>
              {description ? (
                <BaseDialog.Description
                  render={<div />}
                  className="mt-1.5 text-base wrap-anywhere text-ink-muted"
                >
                  {description}
                </BaseDialog.Description>
              ) : null}
            </div>
            <CancelRef value={cancelRef}>
              {props.children}
              {props.footer ? <DialogFooter>{props.footer}</DialogFooter> : null}
            </CancelRef>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </Root>
  );
}

/** Closes the dialog; receives focus when it opens. */
export function DialogClose({ children }: { children: ReactNode }) {
  const ref = use(CancelRef);
  return (
    <BaseDialog.Close ref={ref} className={buttonClass({ variant: "secondary" })}>
      {children}
    </BaseDialog.Close>
  );
}

"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import { Link } from "@/components/ui/link";
import { startTransition, type ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { POPUP_CLASS } from "./popup-class";
import type { TriggerLook } from "./trigger";
import { useTakeOver } from "./use-take-over";
import { useSay } from "#say";

export type MenuProps = {
  trigger: TriggerLook;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
};

type MenuPopupProps = MenuProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** The menu itself; Menu fetches it when it first opens. */
export function MenuPopup(props: MenuPopupProps) {
  const { trigger, align = "end", side = "bottom", className, children, onOpenChange } = props;
  const { trigger: button, open } = useTakeOver(props.open);
  return (
    <BaseMenu.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseMenu.Trigger
        ref={button}
        className={buttonClass(trigger)}
        aria-label={trigger.ariaLabel}
      >
        {trigger.icon}
        {trigger.label}
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        {/* The page cannot be scrolled by hand meanwhile; what scrolls it by itself leaves the menu under the pointer. */}
        <BaseMenu.Positioner
          positionMethod="fixed"
          align={align}
          side={side}
          sideOffset={6}
          className="z-50 outline-none"
        >
          <BaseMenu.Popup
            className={clsx(
              POPUP_CLASS,
              "max-h-(--available-height) max-w-[min(20rem,calc(100vw-1rem))] min-w-48 overflow-y-auto p-1",
              className,
            )}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

const ITEM =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2.5 py-1 text-base outline-none select-none max-sm:min-h-10 data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-ring/60 data-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0";

type ItemLook = {
  icon?: ReactNode;
  tone?: "default" | "danger";
  /** Set with `disabled`: says what would have to change. */
  reason?: ReactNode;
  children: ReactNode;
};

function itemClass(tone: ItemLook["tone"]): string {
  return clsx(ITEM, tone === "danger" ? "text-danger" : "text-ink", "data-disabled:text-ink-faint");
}

function ItemContent({ icon, reason, children }: ItemLook) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {reason ? <span className="block text-sm text-ink-faint">{reason}</span> : null}
      </span>
    </>
  );
}

/** An item that does something in the browser, such as opening a dialog. */
export function MenuItem({
  onSelect,
  disabled,
  ...look
}: ItemLook & { onSelect: () => void; disabled?: boolean }) {
  return (
    <BaseMenu.Item disabled={disabled} onClick={onSelect} className={itemClass(look.tone)}>
      <ItemContent {...look} />
    </BaseMenu.Item>
  );
}

/** An item that runs a server action without arguments, such as signing out. */
export function MenuAction({
  action,
  disabled,
  ...look
}: ItemLook & { action: () => Promise<unknown>; disabled?: boolean }) {
  return (
    <MenuItem
      {...look}
      disabled={disabled}
      onSelect={() => startTransition(() => action().then(() => undefined))}
    />
  );
}

/** An item that is a link; external ones open a new tab and say so. */
export function MenuLink({
  href,
  external = false,
  ...look
}: ItemLook & { href: string; external?: boolean }) {
  const say = useSay();
  const link = external ? <a href={href} target="_blank" rel="noreferrer" /> : <Link href={href} />;
  return (
    <BaseMenu.LinkItem closeOnClick render={link} className={itemClass(look.tone)}>
      <ItemContent {...look} />
      {external ? <span className="sr-only">{` ${say("(opens in a new tab)")}`}</span> : null}
    </BaseMenu.LinkItem>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-faint">
        {label}
      </BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export type MenuChoice = { value: string; label: string; icon?: ReactNode };

/** One choice out of a few; the menu stays open so that the effect can be seen. */
export function MenuRadioGroup({
  label,
  value,
  onChange,
  choices,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  choices: MenuChoice[];
}) {
  return (
    <MenuGroup label={label}>
      <BaseMenu.RadioGroup value={value} onValueChange={(next: unknown) => onChange(String(next))}>
        {choices.map((choice) => (
          <BaseMenu.RadioItem
            key={choice.value}
            value={choice.value}
            className={itemClass("default")}
          >
            <ItemContent icon={choice.icon}>{choice.label}</ItemContent>
            <BaseMenu.RadioItemIndicator>
              <Check className="text-accent-text" />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </MenuGroup>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}

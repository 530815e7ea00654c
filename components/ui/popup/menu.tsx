"use client";

import { createContext, use, useState, type ComponentProps } from "react";
import type * as MenuParts from "./menu-popup";
import { PopupButton } from "./popup-button";
import { onDemand, useOnDemand } from "./use-on-demand";

type Parts = typeof MenuParts;

const parts = onDemand<Parts>(() => import("./menu-popup"));
const Loaded = createContext<Parts | null>(null);

/** Menu button. Children: MenuItem, MenuLink, MenuAction, MenuRadioGroup, MenuSeparator. */
export function Menu(props: MenuParts.MenuProps) {
  const [open, setOpen] = useState(false);
  const loaded = useOnDemand(parts, open);
  if (!loaded)
    return (
      <PopupButton
        look={props.trigger}
        popup="menu"
        onOpen={() => setOpen(true)}
        onNear={parts.load}
      />
    );
  return (
    <Loaded value={loaded}>
      <loaded.MenuPopup {...props} open={open} onOpenChange={setOpen} />
    </Loaded>
  );
}

/** An item that does something in the browser, such as opening a dialog. */
export function MenuItem(props: ComponentProps<Parts["MenuItem"]>) {
  const loaded = use(Loaded);
  return loaded ? <loaded.MenuItem {...props} /> : null;
}

/** An item that runs a server action without arguments, such as signing out. */
export function MenuAction(props: ComponentProps<Parts["MenuAction"]>) {
  const loaded = use(Loaded);
  return loaded ? <loaded.MenuAction {...props} /> : null;
}

/** An item that is a link; external ones open a new tab and say so. */
export function MenuLink(props: ComponentProps<Parts["MenuLink"]>) {
  const loaded = use(Loaded);
  return loaded ? <loaded.MenuLink {...props} /> : null;
}

/** One choice out of a few; the menu stays open so that the effect can be seen. */
export function MenuRadioGroup(props: ComponentProps<Parts["MenuRadioGroup"]>) {
  const loaded = use(Loaded);
  return loaded ? <loaded.MenuRadioGroup {...props} /> : null;
}

/** A line between items. */
export function MenuSeparator() {
  const loaded = use(Loaded);
  return loaded ? <loaded.MenuSeparator /> : null;
}

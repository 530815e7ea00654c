"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import type { NavItem } from "./nav-links";
import { PopupButton } from "@/components/ui/popup/popup-button";
import type { TriggerLook } from "@/components/ui/popup/trigger";
import { onDemand, useOnDemand } from "@/components/ui/popup/use-on-demand";
import { useSay } from "#say";

const sheet = onDemand(() => import("./mobile-nav-sheet"));

/** Navigation on small screens: a sheet from the start side. */
export function MobileNav({ items }: { items: NavItem[] }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const look: TriggerLook = {
    label: <MenuIcon />,
    ariaLabel: say("Open navigation"),
    variant: "ghost",
    size: "icon",
  };
  const loaded = useOnDemand(sheet, open);
  if (loaded)
    return (
      <loaded.MobileNavSheet items={items} trigger={look} open={open} onOpenChange={setOpen} />
    );
  return (
    <PopupButton look={look} popup="dialog" onOpen={() => setOpen(true)} onNear={sheet.load} />
  );
}

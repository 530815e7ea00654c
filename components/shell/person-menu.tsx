"use client";

import clsx from "clsx";
import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { keepingChoices } from "@/components/browser-choices";
import { ThemeMenuGroup } from "@/components/theme/theme-menu-group";
import { Menu, MenuAction, MenuLink, MenuSeparator } from "@/components/ui/popup/menu";
import { useSay } from "#say";

export type PersonMenuProps = {
  name: string;
  email: string;
  /** Role in words: "Owner", "Admin", "Support". */
  roleLabel: string;
  /** Leave out to hide the link. */
  profileHref?: string;
  signOutAction: () => Promise<unknown>;
  /** "wide" fills the sidebar, "compact" is a round button in the top bar. */
  shape?: "wide" | "compact";
};

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word ? Array.from(word)[0] : ""))
    .join("")
    .toUpperCase();
}

/** Who is signed in, theme, profile and signing out. */
export function PersonMenu(props: PersonMenuProps) {
  const { name, email, roleLabel, profileHref, signOutAction, shape = "wide" } = props;
  const say = useSay();
  const wide = shape === "wide";
  return (
    <Menu
      align={wide ? "start" : "end"}
      side={wide ? "top" : "bottom"}
      className="w-60"
      trigger={{
        variant: "ghost",
        className: clsx(
          wide ? "h-11! w-full justify-start! px-2! text-start" : "size-10! rounded-full! p-0!",
        ),
        ariaLabel: wide ? undefined : say("Account of {name}", { name }),
        label: (
          <>
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text"
            >
              {initials(name)}
            </span>
            {wide ? (
              <>
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm text-ink">{name}</span>
                  <span className="block truncate text-xs font-normal text-ink-faint">
                    {roleLabel}
                  </span>
                </span>
                <ChevronsUpDown className="text-ink-faint" />
              </>
            ) : null}
          </>
        ),
      }}
    >
      <div className="px-2.5 py-2">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-ink-faint">{email}</p>
        <p className="text-sm text-ink-faint">{roleLabel}</p>
      </div>
      <MenuSeparator />
      <ThemeMenuGroup />
      <MenuSeparator />
      {profileHref ? (
        <MenuLink href={profileHref} icon={<UserRound />}>
          {say("Profile")}
        </MenuLink>
      ) : null}
      <MenuAction action={() => keepingChoices(signOutAction)} icon={<LogOut />}>
        {say("Sign out")}
      </MenuAction>
    </Menu>
  );
}

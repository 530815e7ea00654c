import clsx from "clsx";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { Logo, LogoMark } from "@/components/logo";
import { MobileNav } from "./mobile-nav";
import { NavLinks, type NavItem } from "./nav-links";
import { NavigationLine } from "./navigation-line";
import { PersonMenu, type PersonMenuProps } from "./person-menu";
import { ReadOnlyTag } from "./read-only-tag";
import { RouteFocus } from "./route-focus";
import { SkipLink } from "./skip-link";
import { useSay } from "#say";

export type AppShellProps = {
  nav: NavItem[];
  person: Omit<PersonMenuProps, "shape">;
  /** Set for people who can only look; `contact` names whom to ask. */
  readOnly?: { contact?: string };
  /** The way to everything: wide beside the navigation, one button on phones. */
  search?: ReactNode;
  /** Demo notice or another page-wide line, usually Banner. */
  banner?: ReactNode;
  children: ReactNode;
};

/** Frame of every console page: sidebar from 768 px up, top bar with a navigation sheet below that. */
export function AppShell({ nav, person, readOnly, search, banner, children }: AppShellProps) {
  const say = useSay();
  return (
    <>
      <SkipLink />
      <RouteFocus />
      <NavigationLine />
      {banner}
      <div
        className={clsx(
          "md:grid md:grid-cols-[14rem_minmax(0,1fr)] print:block",
          banner ? "md:min-h-[calc(100dvh-2rem)]" : "md:min-h-dvh",
        )}
      >
        <aside
          aria-label={say("Sidebar")}
          className="hidden border-e border-line bg-sunken md:block print:hidden"
        >
          {/* As much shorter as a banner is high, so the person menu is in view before scrolling too. */}
          <div
            className={clsx(
              "stays-in-view sticky top-0 flex flex-col gap-4 overflow-y-auto p-3",
              banner ? "h-[calc(100dvh-2rem)]" : "h-dvh",
            )}
          >
            <Link href="/" className="rounded-md px-2 py-1.5">
              <Logo />
            </Link>
            <nav aria-label={say("Main")} className="flex-1">
              <NavLinks items={nav} />
            </nav>
            <PersonMenu {...person} shape="wide" />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col">
          <header className="flex flex-wrap items-center gap-x-2 gap-y-2 border-b border-line bg-surface px-3 py-2 md:min-h-13 md:px-6 print:hidden">
            <div className="flex items-center gap-1 md:hidden">
              <MobileNav items={nav} />
              <Link href="/" className="flex h-10 items-center gap-2 rounded-md px-1 font-semibold">
                <LogoMark />
                Portico
              </Link>
            </div>
            <div className="max-md:ms-auto md:max-w-md md:flex-1">{search}</div>
            <div className="flex items-center gap-2 md:ms-auto">
              {readOnly ? <ReadOnlyTag contact={readOnly.contact} /> : null}
              <div className="md:hidden">
                <PersonMenu {...person} shape="compact" />
              </div>
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-7xl flex-1 px-4 py-5 outline-none md:px-6 md:py-6"
          >
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

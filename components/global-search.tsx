import clsx from "clsx";
import { Search } from "lucide-react";
import { controlClass } from "./ui/control-class";

/** Search in the frame of every page: a plain GET form, so it works before scripts arrive. */
export function GlobalSearch({
  action = "/portals",
  name = "q",
  className,
}: {
  action?: string;
  name?: string;
  className?: string;
}) {
  return (
    <form
      role="search"
      aria-label="Whole console"
      action={action}
      method="get"
      className={clsx("relative", className)}
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-faint"
      />
      {/* Tells the list that this was submitted: an exact Hub ID opens its page. */}
      <input type="hidden" name="go" value="1" />
      <input
        type="search"
        name={name}
        aria-label="Find by Hub ID, domain or person"
        placeholder="Find by Hub ID, domain or person"
        autoComplete="off"
        spellCheck={false}
        className={controlClass("h-8 ps-8 pe-2.5 max-sm:h-10")}
      />
    </form>
  );
}

"use client";

import { useState, type ComponentProps } from "react";
import clsx from "clsx";
import { controlClass } from "./control-class";
import { useSay } from "#say";

/** Password or secret input with a show/hide switch. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input
        spellCheck={false}
        autoCapitalize="none"
        {...rest}
        type={shown ? "text" : "password"}
        className={controlClass(clsx("h-8 ps-2.5 pe-16 max-sm:h-10", className))}
      />
      <button
        type="button"
        aria-controls={rest.id}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 end-1 min-w-12 rounded px-2 text-sm font-medium text-ink-muted hover:bg-hover hover:text-ink focus-visible:outline-offset-0"
      >
        {/* Named by its text: a label that repeats the field's name would give two fields that name. */}
        {shown
          ? say.rich("Hide<more> what is typed</more>", { more: forScreenReaders })
          : say.rich("Show<more> what is typed</more>", { more: forScreenReaders })}
      </button>
    </div>
  );
}

const forScreenReaders = (text: string) => <span className="sr-only">{text}</span>;

"use client";

import { Toast } from "@base-ui/react/toast";
import clsx from "clsx";
import { CircleCheck, Info, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { useSay } from "#say";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: "success" | "info";
  /** One thing that can be undone or opened. */
  action?: { label: string; onClick: () => void };
};

/** Draws the messages at the lower edge. `messages` only grows. */
export function Toasts({ messages }: { messages: readonly ToastMessage[] }) {
  const say = useSay();
  return (
    <Toast.Provider limit={3}>
      <Feed messages={messages} />
      <Toast.Portal>
        <Toast.Viewport
          aria-label={say("Notifications")}
          className="pointer-events-none fixed inset-x-4 bottom-4 z-60 flex flex-col items-end gap-2 outline-none sm:inset-x-auto sm:end-6 sm:bottom-6 sm:w-88 print:hidden"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** Hands new messages on once the live region that reads them out is in the page. */
function Feed({ messages }: { messages: readonly ToastMessage[] }) {
  const { add } = Toast.useToastManager();
  const shown = useRef(0);
  useEffect(() => {
    for (const { title, description, tone = "success", action } of messages.slice(shown.current)) {
      const actionProps = action ? { children: action.label, onClick: action.onClick } : undefined;
      add({ title, description, type: tone, actionProps, timeout: action ? 10_000 : 5_000 });
    }
    shown.current = messages.length;
  }, [messages, add]);
  return null;
}

function ToastList() {
  const say = useSay();
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="pointer-events-auto w-full rounded-lg border border-line bg-raised shadow-pop transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5 p-3">
        {toast.type === "info" ? (
          <Info className="mt-0.5 size-4 shrink-0 text-info" />
        ) : (
          <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" />
        )}
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium wrap-anywhere" />
          <Toast.Description className="text-sm wrap-anywhere text-ink-muted" />
        </div>
        <Toast.Action className={clsx(buttonClass({ size: "sm" }), "-my-0.5")} />
        <Toast.Close
          aria-label={say("Dismiss")}
          className="grid size-6 shrink-0 place-items-center rounded text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

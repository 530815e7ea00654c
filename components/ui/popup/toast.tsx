"use client";

import { createContext, use, useMemo, useState, type ReactNode } from "react";
import type { ToastMessage } from "./toast-list";
import { onDemand, useOnDemand } from "./use-on-demand";

type Toaster = { show: (message: ToastMessage) => void };

const list = onDemand(() => import("./toast-list"));
const ToasterContext = createContext<Toaster | null>(null);

/**
 * Toasts confirm what the person just did. Failures stay in the page, so there is no error tone.
 * Must be used below ToastProvider.
 */
export function useToast(): Toaster {
  const toaster = use(ToasterContext);
  if (!toaster) throw new Error("useToast is used outside ToastProvider");
  return toaster;
}

/** Put once around the console, within its words: holds the messages, and fetches what draws them with the first one. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const toaster = useMemo<Toaster>(
    () => ({ show: (message) => setMessages((before) => [...before, message]) }),
    [],
  );
  const loaded = useOnDemand(list, messages.length > 0);
  return (
    <ToasterContext value={toaster}>
      {children}
      {loaded ? <loaded.Toasts messages={messages} /> : null}
    </ToasterContext>
  );
}

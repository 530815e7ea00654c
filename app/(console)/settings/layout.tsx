import type { ReactNode } from "react";
import { Words } from "@/components/words/words";
import { getViewer } from "@/lib/auth/session";

/** Gives these pages their words. It decides nothing about access: each page asks for itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await getViewer();
  return <Words of="settings">{children}</Words>;
}

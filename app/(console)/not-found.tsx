import type { Metadata } from "next";
import { NotFoundPanel } from "@/app/_errors/not-found-panel";

export const metadata: Metadata = { title: "Not found" };

/** Keeps the navigation around the message. */
export default function ConsoleNotFound() {
  return (
    <div className="max-w-2xl">
      <NotFoundPanel />
    </div>
  );
}

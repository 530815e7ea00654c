import type { Metadata } from "next";
import { BarePage } from "@/app/_errors/bare-page";
import { NotFoundPanel } from "@/app/_errors/not-found-panel";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <BarePage>
      <NotFoundPanel />
    </BarePage>
  );
}

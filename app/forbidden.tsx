import type { Metadata } from "next";
import { BarePage } from "@/app/_errors/bare-page";
import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";

export const metadata: Metadata = { title: "Not allowed" };

/** Outside the console a request is refused for one reason: it did not come from this console's own pages. */
export default function Forbidden() {
  return (
    <BarePage>
      <ErrorPanel
        headingLevel={1}
        tone="warning"
        title="Portico refused this request"
        why="It did not come from this console's own pages, or your role does not allow it."
        next="Nothing was changed."
        todo="Open Portico at its own address and try again from there."
        actions={
          <WayOut href="/" variant="primary">
            Go to the overview
          </WayOut>
        }
      />
    </BarePage>
  );
}

import { NotFoundPanel } from "@/app/_errors/not-found-panel";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Not found");

/** Keeps the navigation around the message. */
export default function ConsoleNotFound() {
  return (
    <div className="max-w-2xl">
      <NotFoundPanel />
    </div>
  );
}

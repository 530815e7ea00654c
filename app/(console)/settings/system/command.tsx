import { Copyable } from "@/components/copyable";
import { say } from "@/lib/say/say";

/** A command for the shell, to copy. */
export function Command({ children }: { children: string }) {
  return (
    <div className="mt-2 rounded-md border border-line bg-sunken px-3 py-2">
      <Copyable value={children} label={say("Copy command")} />
    </div>
  );
}

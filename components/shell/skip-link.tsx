import { useSay } from "#say";

/** First stop of the Tab key: jumps to `#content`. */
export function SkipLink() {
  const say = useSay();
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-60 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:font-medium focus:text-accent-ink"
    >
      {say("Skip to content")}
    </a>
  );
}

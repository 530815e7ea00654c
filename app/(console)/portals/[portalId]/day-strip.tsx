import { scaleBand, scaleLinear } from "d3-scale";

/** Pixels. Across, everything is a share of the width that there is. */
const HEIGHT = 32;
/** A day with little beside one with much is still to be seen. */
const LEAST = 3;

interface StripDay {
  /** A nought is a thin line; null, where it was not counted, a gap. */
  value: number | null;
  /** The list behind it, where there is one. */
  href: string | undefined;
  /** The day and its figure. */
  words: string;
}

type DayStripProps = { fill: string; days: StripDay[] };

/**
 * One bar per day, as high as the day's share of the greatest. Drawn on the server, as wide as there is room; for the eye
 * and the pointer, beside a table that says the same.
 */
export function DayStrip({ fill, days }: DayStripProps) {
  const x = scaleBand<number>().domain(days.keys()).range([0, 100]).padding(0.25);
  const most = Math.max(1, ...days.map(({ value }) => value ?? 0));
  const height = scaleLinear().domain([0, most]).range([0, HEIGHT]);
  return (
    <svg height={HEIGHT} aria-hidden className="mt-1.5 block w-full">
      {days.map(({ value, href, words }, index) => {
        const tall = value ? Math.max(height(value), LEAST) : 1;
        const mark = (
          <>
            <title>{words}</title>
            <rect
              x={`${index * x.step()}%`}
              width={`${x.step()}%`}
              height={HEIGHT}
              className="fill-transparent"
            />
            <rect
              x={`${x(index)}%`}
              width={`${x.bandwidth()}%`}
              y={HEIGHT - tall}
              height={tall}
              className={value === null ? "fill-transparent" : value ? fill : "fill-line"}
            />
          </>
        );
        return value && href ? (
          <a key={words} href={href} tabIndex={-1} className="hover:opacity-75">
            {mark}
          </a>
        ) : (
          <g key={words}>{mark}</g>
        );
      })}
    </svg>
  );
}

import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import { formatNumber } from "@/lib/format";
import { say } from "@/lib/say/say";
import { within } from "./within";

export interface Series {
  key: string;
  label: string;
  /** Utility classes for the bar and its swatch; each series also has a pattern of its own: its place in the stack. */
  fill: string;
  swatch: string;
}

export interface Bar {
  /** The moment or range of the bar, in full. */
  label: string;
  /** Shown below the bar; most bars have none, or they would lie on each other. */
  tick?: string;
  /** By series; null where it was not counted. */
  values: Record<string, number | null>;
  /** The list behind each part, where there is one. */
  hrefs: Partial<Record<string, string>>;
}

/** Pixels. Across, everything is a share of the width that there is, so that words keep their size on a phone. */
const HEIGHT = 148;
const MARGIN = { top: 12, bottom: 22 };
const LETTERS = 11;

type BarChartProps = { bars: Bar[]; series: Series[] };

/**
 * Stacked bars, drawn on the server. Every part is a link to the list it counts. The picture is for the eye and the
 * pointer: readers and the keyboard have the table beside it, which says the same.
 */
export function BarChart({ bars, series }: BarChartProps) {
  const x = scaleBand<number>().domain(bars.keys()).range([0, 100]).padding(0.2);
  const most = Math.max(
    1,
    ...bars.map(({ values }) => series.reduce((sum, { key }) => sum + (values[key] ?? 0), 0)),
  );
  const y = scaleLinear()
    .domain([0, most])
    .nice(3)
    .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const parts = stack<Bar>()
    .keys(series.map(({ key }) => key))
    .value(({ values }, key) => values[key] ?? 0)(bars);
  return (
    <div className="ps-8 pe-1">
      <svg height={HEIGHT} aria-hidden className="block w-full overflow-visible">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text
              x="-6"
              y={y(tick) + 4}
              textAnchor="end"
              fontSize={LETTERS}
              className="fill-ink-faint tabular-nums"
            >
              {formatNumber(tick, say.lang)}
            </text>
          </g>
        ))}
        {parts.flatMap((part, row) =>
          part.map(([from, to], index) => {
            const bar = bars[index];
            const one = series[row];
            if (!bar || !one || to === from) return null;
            return (
              <a key={`${one.key} ${bar.label}`} href={bar.hrefs[one.key]} tabIndex={-1}>
                <title>{`${bar.label}: ${formatNumber(to - from, say.lang)} ${within(one.label)}`}</title>
                <rect
                  x={`${x(index)}%`}
                  width={`${x.bandwidth()}%`}
                  y={y(to)}
                  height={Math.max(y(from) - y(to), 1)}
                  className={`${one.fill} hover:opacity-75`}
                />
              </a>
            );
          }),
        )}
        {bars.map(({ label, tick }, index) =>
          tick ? (
            <text
              key={label}
              x={`${(x(index) ?? 0) + x.bandwidth() / 2}%`}
              y={HEIGHT - 6}
              textAnchor="middle"
              fontSize={LETTERS}
              className="fill-ink-faint tabular-nums"
            >
              {tick}
            </text>
          ) : null,
        )}
      </svg>
    </div>
  );
}

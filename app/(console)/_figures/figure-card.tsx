import clsx from "clsx";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { formatNumber } from "@/lib/format";
import { BarChart, type Bar, type Series } from "./bar-chart";

type FigureCardProps = {
  title: string;
  description: string;
  /** What the picture says, in a sentence: it stands above, and alone where there is nothing to draw. */
  sentence: string;
  /** Heading of the table's first column. */
  unit: string;
  bars: Bar[];
  series: Series[];
};

/** A picture with its legend, the sentence it amounts to, and the same figures as a table. */
export function FigureCard(props: FigureCardProps) {
  const { title, description, sentence, unit, bars, series } = props;
  const isEmpty = bars.every(({ values }) => series.every(({ key }) => !values[key]));
  return (
    <Section title={title} description={description}>
      <div className="flex flex-col gap-3">
        <p className={isEmpty ? "text-ink-muted" : undefined}>{sentence}</p>
        {isEmpty ? null : (
          <>
            <BarChart bars={bars} series={series} />
            {series.length > 1 ? (
              <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
                {series.map(({ key, label, swatch }) => (
                  <li key={key} className="flex items-center gap-1.5">
                    <span
                      aria-hidden
                      className={clsx("size-2.5 rounded-sm forced-colors:border", swatch)}
                    />
                    {label}
                  </li>
                ))}
              </ul>
            ) : null}
            <details>
              <summary className="w-fit rounded text-sm text-ink-muted hover:text-ink max-sm:min-h-6">
                As a table
              </summary>
              <FigureTable caption={title} unit={unit} bars={bars} series={series} />
            </details>
          </>
        )}
      </div>
    </Section>
  );
}

type FigureTableProps = { caption: string; unit: string; bars: Bar[]; series: Series[] };

function FigureTable({ caption, unit, bars, series }: FigureTableProps) {
  const present = bars.filter(({ values }) => series.some(({ key }) => values[key]));
  return (
    <table className="mt-2 w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-ink-faint">
        <tr>
          <th scope="col" className="py-1 text-start font-medium">
            {unit}
          </th>
          {series.map(({ key, label }) => (
            <th key={key} scope="col" className="py-1 text-end font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {present.map(({ label, values, hrefs }) => (
          <tr key={label}>
            <th scope="row" className="py-1 text-start font-normal">
              {label}
            </th>
            {series.map(({ key, label: what }) => (
              <td key={key} className="py-1 text-end tabular-nums">
                {values[key] ? (
                  <Link
                    href={hrefs[key] ?? "/"}
                    aria-label={`${formatNumber(values[key])} ${what.toLowerCase()}, ${label}`}
                    className="inline-block min-h-6 min-w-6 text-accent-text hover:underline"
                  >
                    {formatNumber(values[key])}
                  </Link>
                ) : (
                  "0"
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

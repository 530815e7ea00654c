import { Link } from "@/components/ui/link";
import { formatNumber } from "@/lib/format";
import type { Bar, Series } from "./bar-chart";
import { within } from "./within";
import { say } from "@/lib/say/say";

type FigureTableProps = {
  caption: string;
  /** Heading of the first column. */
  unit: string;
  bars: Bar[];
  series: Pick<Series, "key" | "label">[];
};

/** The figures of a picture for readers and the keyboard, folded: a line for each bar that says something. */
export function FigureTable({ caption, unit, bars, series }: FigureTableProps) {
  const present = bars.filter(({ values }) => series.some(({ key }) => values[key]));
  return (
    <details>
      <summary className="w-fit rounded text-sm text-ink-muted hover:text-ink max-sm:min-h-6">
        {say("As a table")}
      </summary>
      <table className="mt-2 w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-ink-faint">
          <tr>
            <th scope="col" className="py-1 text-start font-medium">
              {unit}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="py-1 ps-2 text-end font-medium">
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
                <td key={key} className="py-1 ps-2 text-end tabular-nums">
                  <Figure
                    value={values[key]}
                    href={hrefs[key]}
                    words={`${formatNumber(values[key] ?? 0, say.lang)} ${within(what)}, ${label}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

type FigureProps = { value: number | null | undefined; href: string | undefined; words: string };

/** A link to what it counts, where that is listed anywhere. */
function Figure({ value, href, words }: FigureProps) {
  if (value === null) return <span className="text-ink-faint">{say("Not counted")}</span>;
  if (!value || !href) return formatNumber(value ?? 0, say.lang);
  return (
    <Link
      href={href}
      aria-label={words}
      className="inline-block min-w-6 leading-6 text-accent-text hover:underline"
    >
      {formatNumber(value, say.lang)}
    </Link>
  );
}

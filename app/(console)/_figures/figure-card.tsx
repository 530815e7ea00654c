import clsx from "clsx";
import { Section } from "@/components/ui/card";
import { BarChart, type Bar, type Series } from "./bar-chart";
import { FigureTable } from "./figure-table";

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
            <FigureTable caption={title} unit={unit} bars={bars} series={series} />
          </>
        )}
      </div>
    </Section>
  );
}

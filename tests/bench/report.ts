export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The floor, measured in the same run. */
  baseline: number;
}

/** Prints one figure as a line of JSON, with its ratio to the floor. */
export function report({ name, value, unit, baseline }: Figure): void {
  const round = (figure: number) => Number(figure.toPrecision(4));
  const line = {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: round(value / baseline),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

import { Radio } from "@/components/ui/radio";
import { TextField } from "@/components/ui/field";
import { RANGES, type DateRange, type RangeField } from "@/lib/portals/look-up/date-range";
import { say } from "@/lib/say/say";
import { wallTimeOf } from "@/lib/zoned-time";

type RangeFieldsProps = { field: RangeField; range: DateRange | undefined; timeZone: string };

/** A range of time: one that moves along with the clock, or two times as the viewer's clock shows them. */
export function RangeFields({ field, range, timeZone }: RangeFieldsProps) {
  const preset = range && "preset" in range ? range.preset : range ? "custom" : "any";
  const custom = range && !("preset" in range) ? range : { from: null, to: null };
  const choices = [
    { value: "any", label: say("Any time") },
    ...RANGES[field].presets.map(({ value, label }) => ({ value, label: say.any(label) })),
    { value: "custom", label: say("Custom") },
  ];
  const zone = timeZone.replaceAll("_", " ");
  return (
    <fieldset className="group">
      <legend className="sr-only">{say.any(RANGES[field].label)}</legend>
      {choices.map(({ value, label }) => (
        <Radio
          key={value}
          name={field}
          value={value}
          label={label}
          defaultChecked={value === preset}
        />
      ))}
      <div className="mt-2 hidden gap-3 group-has-[[value=custom]:checked]:grid">
        {(["from", "to"] as const).map((end) => {
          const at = custom[end];
          return (
            <TextField
              key={end}
              type="datetime-local"
              label={end === "from" ? say("From ({zone})", { zone }) : say("To ({zone})", { zone })}
              name={`${field}_${end}`}
              defaultValue={at ? wallTimeOf(at, timeZone) : ""}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

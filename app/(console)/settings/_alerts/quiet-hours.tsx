import { TextField } from "@/components/ui/field";
import { useSay } from "#say";

type QuietHoursProps = {
  timeZone: string;
  errors: Record<string, string | undefined>;
  typed?: Record<string, string>;
  /** Minutes after midnight. */
  saved?: { from: number; to: number } | null;
};

/** When messages wait. */
export function QuietHours({ timeZone, errors, typed, saved }: QuietHoursProps) {
  const say = useSay();
  const field = (name: "quietFrom" | "quietTo", label: string, minutes?: number) => (
    <TextField
      label={label}
      name={name}
      type="time"
      defaultValue={typed?.[name] ?? (minutes === undefined ? "" : clock(minutes))}
      error={errors[name]}
      optional
    />
  );
  return (
    <div className="grid items-start gap-x-6 gap-y-2 md:grid-cols-3">
      {field("quietFrom", say("Quiet from"), saved?.from)}
      {field("quietTo", say("Quiet until"), saved?.to)}
      <p className="text-sm text-ink-faint md:pt-7">
        {say("In {timeZone}. Messages wait until it is over and come as one.", { timeZone })}
      </p>
    </div>
  );
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

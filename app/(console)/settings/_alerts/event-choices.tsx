import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { ALERT_EVENT_TYPES, ALERT_WORDS } from "@/lib/alerts/event-types";

type EventChoicesProps = { chosen?: string[]; error?: string; showTypes?: boolean };

/** Which events somebody is told of. */
export function EventChoices({ chosen = [], error, showTypes = false }: EventChoicesProps) {
  return (
    <CheckboxGroup
      label="Events"
      hint="None chosen: every event but the weekly note, also those added later."
      error={error}
    >
      <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {ALERT_EVENT_TYPES.map((type) => (
          <Checkbox
            key={type}
            name="eventTypes"
            value={type}
            defaultChecked={chosen.includes(type)}
            label={
              showTypes ? (
                <code className="font-mono text-sm">{type}</code>
              ) : (
                ALERT_WORDS[type].label
              )
            }
            hint={showTypes ? ALERT_WORDS[type].label : undefined}
            aria-invalid={error ? true : undefined}
          />
        ))}
      </div>
    </CheckboxGroup>
  );
}

import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { ALERT_EVENT_TYPES, ALERT_WORDS } from "@/lib/alerts/event-types";
import { useSay } from "#say";

type EventChoicesProps = { chosen?: string[]; error?: string; showTypes?: boolean };

/** Which events somebody is told of. */
export function EventChoices({ chosen = [], error, showTypes = false }: EventChoicesProps) {
  const say = useSay();
  return (
    <CheckboxGroup
      label={say("Events")}
      hint={say("None chosen: every event but the weekly note, also those added later.")}
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
                say.any(ALERT_WORDS[type].label)
              )
            }
            hint={showTypes ? say.any(ALERT_WORDS[type].label) : undefined}
            aria-invalid={error ? true : undefined}
          />
        ))}
      </div>
    </CheckboxGroup>
  );
}

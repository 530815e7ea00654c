import { Columns3 } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox } from "@/components/ui/checkbox";
import { Radio } from "@/components/ui/radio";
import {
  COLUMN_LABELS,
  DENSITIES,
  PORTAL_COLUMNS,
  type Density,
  type ListLook,
} from "@/lib/list-views/schemas";
import { say } from "@/lib/say/say";
import { LookForm } from "./look-form";

const DENSITY_LABELS = { comfortable: "Comfortable", compact: "Compact" } as const satisfies Record<
  Density,
  string
>;

/** Which columns show and how close rows stand, where there is room for that; each change holds at once, and for the next visit. */
export function DisplayPanel({ look }: { look: ListLook }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="list-look"
        className={buttonClass({ className: "max-sm:hidden" })}
      >
        <Columns3 aria-hidden />
        {say("Display")}
      </button>
      <div
        id="list-look"
        popover="auto"
        role="group"
        aria-label={say("Display")}
        className="filter-panel filter-panel-end sm:w-64"
      >
        <LookForm>
          <fieldset>
            <legend className="mb-1 font-semibold">{say("Columns")}</legend>
            <Checkbox label={say("Portal")} checked disabled readOnly />
            {PORTAL_COLUMNS.map((column) => (
              <Checkbox
                key={column}
                name="columns"
                value={column}
                label={say.any(COLUMN_LABELS[column])}
                defaultChecked={look.columns.includes(column)}
              />
            ))}
          </fieldset>
          <fieldset>
            <legend className="mb-1 font-semibold">{say("Rows")}</legend>
            {DENSITIES.map((density) => (
              <Radio
                key={density}
                name="density"
                value={density}
                label={say(DENSITY_LABELS[density])}
                defaultChecked={look.density === density}
              />
            ))}
          </fieldset>
        </LookForm>
      </div>
    </>
  );
}

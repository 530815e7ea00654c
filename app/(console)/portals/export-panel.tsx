import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { PORTAL_EXPORT_CAP } from "@/lib/portals/look-up/export-list";
import { say } from "@/lib/say/say";
import { ExactCount } from "./exact-count";

type ExportPanelProps = {
  /** The list as its address says it, without its page. */
  view: string;
  total: number;
  isTotalCapped: boolean;
};

/** Says what a file would hold, and offers it in two formats. Plain links: the answer is a file, not a page. */
export function ExportPanel({ view, total, isTotalCapped }: ExportPanelProps) {
  const portals = isTotalCapped ? (
    <ExactCount view={view} most={PORTAL_EXPORT_CAP} />
  ) : (
    say.count(total, "1 portal", "{count:number} portals")
  );
  return (
    <>
      <button
        type="button"
        popoverTarget="export-list"
        className={buttonClass({ className: "max-sm:w-10 max-sm:px-0" })}
      >
        <Download aria-hidden />
        <span className="max-sm:sr-only">{say("Export")}</span>
      </button>
      <div
        id="export-list"
        popover="auto"
        role="group"
        aria-label={say("Export")}
        className="filter-panel filter-panel-end sm:w-80"
      >
        <div className="flex flex-col gap-3 p-4">
          <p className="font-semibold">{say("Export this list")}</p>
          <p id="export-size" className="text-sm text-ink-muted">
            {say.rich(
              "{portals}, filtered and sorted as shown. The file holds no secrets; the export is recorded.",
              { portals },
            )}
          </p>
          <div className="grid grid-cols-2 gap-2">
            {(["csv", "json"] as const).map((format) => (
              <a
                key={format}
                href={`/portals/export?${new URLSearchParams([...new URLSearchParams(view), ["format", format]]).toString()}`}
                aria-describedby="export-size"
                className={buttonClass({})}
              >
                {say("Export {format}", { format: format.toUpperCase() })}
              </a>
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

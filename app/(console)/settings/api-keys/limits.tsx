import { say } from "@/lib/say/say";
type LimitsProps = { apps: string[]; hubIds: string[] };

/** More than these are folded away. */
const SHOWN = 4;

/** Which apps and portals a key is good for. */
export function Limits({ apps, hubIds }: LimitsProps) {
  if (apps.length === 0 && hubIds.length === 0) return say("None");
  return (
    <>
      {apps.length > 0 ? (
        <Names names={apps} many="{count:number} apps" />
      ) : (
        <span className="block whitespace-nowrap">{say("Every app")}</span>
      )}
      {hubIds.length > 0 ? (
        <span className="block">
          <Names names={hubIds} many="{count:number} portals" isHubId />
        </span>
      ) : null}
    </>
  );
}

function Names({
  names,
  many,
  isHubId = false,
}: {
  names: string[];
  many: "{count:number} apps" | "{count:number} portals";
  isHubId?: boolean;
}) {
  const list = names.map((name, index) => (
    <span key={index} className={isHubId ? "block font-mono text-sm" : "block wrap-anywhere"}>
      {name}
    </span>
  ));
  if (names.length <= SHOWN) return list;
  return (
    <details>
      <summary className="min-h-6 w-fit rounded whitespace-nowrap max-sm:ms-auto">
        {say.count(names.length, many, many)}
      </summary>
      {list}
    </details>
  );
}

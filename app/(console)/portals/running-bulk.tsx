import { Link } from "@/components/ui/link";
import { Alert } from "@/components/ui/alert";
import { listRunningBulk } from "@/lib/bulk/get";
import { say } from "@/lib/say/say";
import { actTitle } from "./bulk/act-words";

/** Bulk jobs under way, so that a page that was left can be found again. */
export function RunningBulk({ jobs }: { jobs: Awaited<ReturnType<typeof listRunningBulk>> }) {
  if (jobs.length === 0) return null;
  return (
    <Alert tone="info" title={say("Under way in the background")}>
      <ul>
        {jobs.map(({ id, action, total, left }) => (
          <li key={id}>
            {say.rich("{job}, {left} left", {
              job: (
                <Link href={`/portals/bulk/${id}`} className="underline">
                  {actTitle(say, action, total)}
                </Link>
              ),
              left: String(left),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

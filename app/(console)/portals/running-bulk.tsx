import { Link } from "@/components/ui/link";
import { Alert } from "@/components/ui/alert";
import { listRunningBulk } from "@/lib/bulk/get";
import { BULK_TITLES, countedPortals } from "@/lib/bulk/words";

/** Bulk jobs under way, so that a page that was left can be found again. */
export function RunningBulk({ jobs }: { jobs: Awaited<ReturnType<typeof listRunningBulk>> }) {
  if (jobs.length === 0) return null;
  return (
    <Alert tone="info" title="Under way in the background">
      <ul>
        {jobs.map(({ id, action, total, left }) => (
          <li key={id}>
            <Link href={`/portals/bulk/${id}`} className="underline">
              {`${BULK_TITLES[action]} ${countedPortals(total)}`}
            </Link>
            {`, ${left} left`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

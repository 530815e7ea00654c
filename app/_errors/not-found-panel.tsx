import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";
import { useSay } from "#say";

/** Nothing at this address. */
export function NotFoundPanel() {
  const say = useSay();
  return (
    <ErrorPanel
      headingLevel={1}
      tone="warning"
      title={say("There is nothing at this address")}
      why={say("The link may be incomplete, or what it led to has been removed.")}
      todo={say("Check the address, or look the portal up by its Hub ID or domain.")}
      actions={
        <>
          <WayOut href="/portals" variant="primary">
            {say("Find a portal")}
          </WayOut>
          <WayOut href="/">{say("Go to the overview")}</WayOut>
        </>
      }
    />
  );
}

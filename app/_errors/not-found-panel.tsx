import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";

/** Nothing at this address. */
export function NotFoundPanel() {
  return (
    <ErrorPanel
      headingLevel={1}
      tone="warning"
      title="There is nothing at this address"
      why="The link may be incomplete, or what it led to has been removed."
      todo="Check the address, or look the portal up by its Hub ID or domain."
      actions={
        <>
          <WayOut href="/portals" variant="primary">
            Find a portal
          </WayOut>
          <WayOut href="/">Go to the overview</WayOut>
        </>
      }
    />
  );
}

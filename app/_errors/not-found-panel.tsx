import { ErrorPanel } from "@/components/error-panel";
import { LinkButton } from "@/components/ui/button";

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
          <LinkButton href="/portals" variant="primary">
            Find a portal
          </LinkButton>
          <LinkButton href="/">Go to the overview</LinkButton>
        </>
      }
    />
  );
}

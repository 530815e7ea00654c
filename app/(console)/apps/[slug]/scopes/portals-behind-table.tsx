import { CopyButton } from "@/components/copy-button";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import {
  HeaderCell,
  RowHeader,
  RowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import { reconsentMessage } from "@/lib/hubspot-apps/scopes/reconsent-message";
import type { PortalBehind, ScopeDrift } from "@/lib/hubspot-apps/scopes/scope-drift";
import { withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { say } from "@/lib/say/say";

type PortalsBehindProps = { drift: ScopeDrift; origin: string; mayConnect: boolean };

/** The portals that lack a required scope, each with the link and the message that bring it up to date. */
export function PortalsBehindTable({ drift, origin, mayConnect }: PortalsBehindProps) {
  const { app, portals } = drift;
  return (
    <Table caption={say("Portals behind")}>
      <TableHead>
        <HeaderCell>{say("Portal")}</HeaderCell>
        <HeaderCell>{say("Hub ID")}</HeaderCell>
        <HeaderCell>{say("Missing")}</HeaderCell>
        <HeaderCell>{say("Bring up to date")}</HeaderCell>
      </TableHead>
      <TableBody>
        {portals.map((portal) => (
          <TableRow key={portal.id}>
            <RowHeader>
              <RowLink href={`/portals/${portal.id}`}>{portal.label}</RowLink>
              {portal.installerEmail ? (
                <span className="block text-sm font-normal text-ink-faint">
                  {portal.installerEmail}
                </span>
              ) : null}
            </RowHeader>
            <TableCell label={say("Hub ID")}>{portal.hubId}</TableCell>
            <TableCell label={say("Missing")}>
              <span className="flex flex-wrap gap-1">
                {portal.missing.map((name) => (
                  <Badge key={name} tone="warn">
                    {name}
                  </Badge>
                ))}
              </span>
            </TableCell>
            <TableCell label={say("Bring up to date")}>
              <Acts app={app} portal={portal} origin={origin} mayConnect={mayConnect} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type ActsProps = {
  app: ScopeDrift["app"];
  portal: PortalBehind;
  origin: string;
  mayConnect: boolean;
};

function Acts({ app, portal, origin, mayConnect }: ActsProps) {
  const connectPath = `/portals/connect?app=${app.slug}&portal=${portal.id}`;
  // A customer can use the install link; without one only somebody with this console's session can ask for consent.
  const link = app.installLink ?? (mayConnect ? `${origin}${connectPath}` : null);
  const message = reconsentMessage({
    appName: app.name,
    portal,
    missing: withMeanings(portal.missing),
    link: app.installLink,
  });
  return (
    <span className="relative z-10 flex flex-wrap gap-1.5">
      {mayConnect ? (
        <LinkButton
          href={connectPath}
          size="sm"
          aria-label={say("Reconnect {portal}", { portal: portal.label })}
        >
          {say("Reconnect")}
        </LinkButton>
      ) : null}
      {link ? (
        <CopyButton value={link} size="sm">
          {say("Copy link")}
        </CopyButton>
      ) : null}
      <CopyButton value={message} size="sm">
        {say("Copy message")}
      </CopyButton>
    </span>
  );
}

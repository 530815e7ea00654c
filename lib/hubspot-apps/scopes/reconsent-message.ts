// Client-safe: what a customer is asked when an app needs more scopes than they granted.

interface ReconsentInput {
  appName: string;
  portal: { label: string; hubId: string };
  missing: { name: string; meaning?: string }[];
  /** The app's install link; without one the consent is given together with us. */
  link: string | null;
}

/** A ready message to the customer, as plain text. */
export function reconsentMessage({ appName, portal, missing, link }: ReconsentInput): string {
  const scopes = missing.map(({ name, meaning }) =>
    meaning ? `- ${meaning} (${name})` : `- ${name}`,
  );
  const how = link
    ? [
        "Please open this link, sign in to HubSpot and choose this account:",
        link,
        `Hub ID ${portal.hubId}, ${portal.label}.`,
      ]
    : [
        `Please tell us when we can do this together. It takes two minutes, for Hub ID ${portal.hubId}, ${portal.label}.`,
      ];
  return [
    "Hello,",
    "",
    `our HubSpot app ${appName} now needs ${missing.length === 1 ? "a permission" : "permissions"} that your account has not granted yet:`,
    ...scopes,
    "",
    ...how,
    "",
    "A super admin, or somebody with App Marketplace access, has to agree. Until then the connection works as before, without the new permissions.",
  ].join("\n");
}

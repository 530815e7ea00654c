import { say } from "@/lib/say/say";

interface ReconsentInput {
  appName: string;
  portal: { label: string; hubId: string };
  missing: { name: string; meaning?: string }[];
  /** The app's install link; without one the consent is given together with us. */
  link: string | null;
}

/** What a customer is asked when an app needs more scopes than they granted: a message in the language of who sends it. */
export function reconsentMessage({ appName, portal, missing, link }: ReconsentInput): string {
  const scopes = missing.map(({ name, meaning }) =>
    meaning ? `- ${meaning} (${name})` : `- ${name}`,
  );
  const account = { hubId: portal.hubId, portal: portal.label };
  const how = link
    ? [
        say("Please open this link, sign in to HubSpot and choose this account:"),
        link,
        say("Hub ID {hubId}, {portal}.", account),
      ]
    : [
        say(
          "Please tell us when we can do this together. It takes two minutes, for Hub ID {hubId}, {portal}.",
          account,
        ),
      ];
  return [
    say("Hello,"),
    "",
    say.count(
      missing.length,
      "our HubSpot app {app} now needs a permission that your account has not granted yet:",
      "our HubSpot app {app} now needs permissions that your account has not granted yet:",
      { app: appName },
    ),
    ...scopes,
    "",
    ...how,
    "",
    say(
      "A super admin, or somebody with App Marketplace access, has to agree. Until then the connection works as before, without the new permissions.",
    ),
  ].join("\n");
}

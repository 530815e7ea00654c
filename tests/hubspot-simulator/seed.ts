import { demoPortals } from "./demo-data";
import { appSchema, portalSchema } from "./schemas";
import type { SimApp, SimPortal, SimPortalInput } from "./types";

export interface Seed {
  app: SimApp;
  portals: SimPortal[];
}

const admin = { superAdmin: true, marketplaceAccess: true };

const standardPortals: SimPortalInput[] = [
  {
    hubId: 62515,
    domain: "acme.example",
    users: [
      { userId: 2_062_515, email: "ada@acme.example", ...admin },
      { userId: 2_062_516, email: "sam@acme.example" },
    ],
    contacts: [
      contact("101", "grace@customer.example", "Grace", "Hopper"),
      contact("102", "alan@customer.example", "Alan", "Turing"),
      contact("103", "edsger@customer.example", "Edsger", "Dijkstra"),
    ],
  },
  {
    hubId: 62516,
    domain: "globex.example",
    hublet: "eu1",
    timeZone: "Europe/Berlin",
    companyCurrency: "EUR",
    availableTierScopes: ["content"],
    users: [{ userId: 2_062_520, email: "hans@globex.example", ...admin }],
    contacts: [contact("201", "lise@customer.example", "Lise", "Meitner")],
  },
  {
    hubId: 62517,
    domain: "initech.example",
    timeZone: "America/Chicago",
    availableTierScopes: [],
    users: [{ userId: 2_062_530, email: "bill@initech.example", marketplaceAccess: true }],
  },
  {
    hubId: 62518,
    domain: "umbrella.example",
    hublet: "na2",
    users: [{ userId: 2_062_540, email: null, ...admin }],
  },
  {
    hubId: 62519,
    domain: "hooli.example",
    accountType: "DEVELOPER_TEST",
    timeZone: "America/Los_Angeles",
    users: [{ userId: 2_062_550, email: "gavin@hooli.example", ...admin }],
  },
];

function contact(id: string, email: string, firstname: string, lastname: string) {
  return { id, properties: { email, firstname, lastname } };
}

/** What the simulator knows at start and after a reset. @throws ZodError on a redirect URI HubSpot would refuse. */
export function createSeed(options: { demo?: boolean; redirectUris?: string[] }): Seed {
  const app = appSchema.parse({
    clientId: "11111111-2222-4333-8444-555555555555",
    clientSecret: "99999999-8888-4777-8666-555555555555",
    appId: 3_000_001,
    name: "Sample App",
    redirectUris: options.redirectUris?.length
      ? options.redirectUris
      : ["http://localhost:3000/oauth/callback"],
    requiredScopes: ["oauth", "crm.objects.contacts.read"],
    conditionallyRequiredScopes: ["crm.objects.deals.read"],
    optionalScopes: ["crm.objects.companies.read", "content"],
  });
  const inputs = options.demo ? [...standardPortals, ...demoPortals()] : standardPortals;
  return { app, portals: inputs.map((portal) => portalSchema.parse(portal)) };
}

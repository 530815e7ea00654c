// Client-safe: under which part of HubSpot a scope is found. HubSpot's scope names begin with the area they open.

/** The parts of HubSpot in the order in which apps ask for them. */
export const SCOPE_PRODUCTS = [
  "CRM records",
  "CRM properties and pipelines",
  "CRM tools",
  "Sensitive data",
  "Marketing",
  "Conversations and service",
  "Sales and meetings",
  "Content",
  "Commerce",
  "Automation and events",
  "Files and media",
  "Account and users",
  "Integrations and developer",
  "Other",
] as const;

export type ScopeProduct = (typeof SCOPE_PRODUCTS)[number];

/** The first pattern that fits decides. */
const RULES: [RegExp, ScopeProduct][] = [
  [/sensitive/, "Sensitive data"],
  [
    /^(tickets|crm\.objects\.feedback_|cms\.knowledge_base|conversations\.)/,
    "Conversations and service",
  ],
  [
    /^(crm\.objects\.(carts|commercepayments|invoices|orders|subscriptions|quotes|line_items|products|contracts))\./,
    "Commerce",
  ],
  [/^(cpq\.|tax_rates\.|e-commerce$|accounting$|settings\.(billing|currencies)\.)/, "Commerce"],
  [/^(crm\.objects\.marketing_events\.)/, "Marketing"],
  [
    /^(marketing|ctas\.|forms|social$|communication_preferences\.|transactional-email$|external_integrations\.forms)/,
    "Marketing",
  ],
  [/^crm\.objects\./, "CRM records"],
  [/^crm\.(schemas|pipelines)\./, "CRM properties and pipelines"],
  [/^(crm\.|timeline|business-intelligence$)/, "CRM tools"],
  [/^(sales-email-read$|scheduler\.)/, "Sales and meetings"],
  [/^(cms\.|content|hubdb|collector\.)/, "Content"],
  [/^(automation|behavioral_events\.|analytics\.|actions$)/, "Automation and events"],
  [/^(files|media_bridge\.)/, "Files and media"],
  [/^(oauth$|settings\.|account-info\.|business_units)/, "Account and users"],
  [/^(developer\.|integration-sync$|data_integration\.)/, "Integrations and developer"],
];

/** The part of HubSpot that a scope opens; "Other" for one that no rule knows. */
export function scopeProduct(name: string): ScopeProduct {
  return RULES.find(([pattern]) => pattern.test(name))?.[1] ?? "Other";
}

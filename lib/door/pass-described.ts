/** The methods that OpenAPI documents; HEAD is passed on like GET. */
const METHODS = {
  get: "`hubspot:read`",
  post: "`hubspot:write`; `hubspot:read` is enough where the path ends in `/search` or `/batch/read`",
  put: "`hubspot:write`",
  patch: "`hubspot:write`",
  delete: "`hubspot:write`",
};

const PATH_WORDS =
  "Path of HubSpot's API with its slashes as they are, like `crm/v3/objects/contacts/search`. Not below `oauth/`; no parts of dots, no encoded slashes, dots, semicolons or percent signs; `@` is written `%40`. The query of the address is HubSpot's.";

const WORDS = `The request goes to HubSpot with the portal's token and HubSpot's answer comes back: status, body as it was encoded, and headers, those of its rate limits included. An answer of Portico itself is a problem (\`application/problem+json\` with a \`code\`).

- Headers that belong to one connection, cookies and \`Authorization\` pass in neither direction. Redirects are not followed.
- After 401 of HubSpot the token is renewed once and the request repeated once; after 429 it is repeated while \`Portico-Wait\` lasts and key and portal still allow it. Both only with a body of at most 1 MiB. At most 10 MiB are passed on.
- An answer that HubSpot breaks off is broken off here too.
- A key has at most 256 calls under way; the next is answered \`too_many_calls\`.`;

const header = (name: string, description: string, schema: object) => ({
  name,
  in: "header",
  required: false,
  description,
  schema,
});

/**
 * Calls through Portico as OpenAPI describes them, in words: what goes in and out is HubSpot's.
 * @param hubId its parameter @param problems the responses of Portico itself
 */
export function describePass(hubId: object, problems: Record<string, object>): object {
  const parameters = [
    hubId,
    {
      name: "path",
      in: "path",
      required: true,
      description: PATH_WORDS,
      schema: { type: "string" },
    },
    header("Portico-App", "Slug of the app. Needed where several apps hold the Hub ID.", {
      type: "string",
    }),
    header("Portico-Wait", "Seconds that Portico may wait while HubSpot answers 429.", {
      type: "integer",
      minimum: 1,
      maximum: 60,
    }),
  ];
  const operations = Object.entries(METHODS).map(([method, permission]) => [
    method,
    {
      summary: "A call of HubSpot's API with the portal's token",
      description: `${WORDS}\n\nNeeds the permission ${permission}.`,
      ...(["post", "put", "patch"].includes(method) && {
        requestBody: { description: "As HubSpot takes it.", content: { "*/*": { schema: {} } } },
      }),
      responses: { ...problems, default: { description: "HubSpot's answer." } },
    },
  ]);
  return { parameters, ...Object.fromEntries(operations) };
}

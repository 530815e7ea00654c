import "server-only";
import { z } from "zod";
import packageJson from "@/package.json";
import { describePass } from "./pass-described";
import { PROBLEMS } from "./problems";
import { ROUTES, type DescribedRoute } from "./routes";
import { problemAnswer } from "./schemas";

const HUB_ID = {
  name: "hubId",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[1-9][0-9]{0,17}$" },
};

/** The API in OpenAPI 3.1, made from the schemas that the door itself reads and answers with. */
export function openApiDocument(origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) {
    const item = (paths[route.path] ??= {});
    item[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Portico",
      version: packageJson.version,
      description: "Working HubSpot access tokens for services, and the portals they belong to.",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ apiKey: [] }],
    paths: {
      ...paths,
      "/portals/{hubId}/hubspot/{path}": describePass(HUB_ID, problemResponses()),
    },
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key of Portico: ptc_..." },
      },
      schemas: { Problem: jsonSchema(problemAnswer) },
    },
  };
}

function operationOf({ path, does, permission, query, answer }: DescribedRoute): object {
  const hubId = path.includes("{hubId}") ? [HUB_ID] : [];
  return {
    summary: does,
    description: `Needs the permission \`${permission}\`.`,
    parameters: [...hubId, ...parametersOf(query)],
    responses: {
      200: { description: "Done", content: { "application/json": { schema: jsonSchema(answer) } } },
      ...problemResponses(),
    },
  };
}

/** Query parameters go in as text; their meaning is what is documented. */
function parametersOf(query: z.ZodObject): object[] {
  const { properties = {}, required = [] } = jsonSchema(query, "input") as {
    properties?: Record<string, { type?: string; description?: string; pattern?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, pattern, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description && { description }),
    schema: { ...schema, ...(pattern && schema.type === "string" && { pattern }) },
  }));
}

/** One entry for each status, naming the codes it comes with. */
function problemResponses(): Record<string, object> {
  const codes = new Map<number, string[]>();
  for (const [code, [status]] of Object.entries(PROBLEMS))
    codes.set(status, [...(codes.get(status) ?? []), code]);
  return Object.fromEntries(
    [...codes].map(([status, names]) => [
      status,
      {
        description: names.join(", "),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: "input" | "output" = "output"): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

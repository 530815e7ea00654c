import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import OpenAPIRequestValidator from "openapi-request-validator";
import OpenAPIResponseValidator from "openapi-response-validator";
import type { Exchange } from "./recording-proxy";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };
type RequestArgs = ConstructorParameters<typeof OpenAPIRequestValidator>[0];
type ResponseArgs = ConstructorParameters<typeof OpenAPIResponseValidator>[0];

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where HubSpot's published OpenAPI files are; they are no part of this repository. */
export const SPEC_DIR = resolve(ROOT, process.env.HUBSPOT_SPEC_DIR ?? "../shared/hubspot-openapi");
export const hasSpecs = existsSync(join(SPEC_DIR, "oauth-2026-03.json"));

export interface Operation {
  method: string;
  template: string;
  requestBody?: Json;
  parameters: Json[];
  responses: Record<string, Json>;
}

/** Every operation of every file in the folder, `$ref`s resolved. */
export function loadOperations(): Operation[] {
  const files = readdirSync(SPEC_DIR).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const spec = JSON.parse(readFileSync(join(SPEC_DIR, name), "utf8")) as JsonObject;
    return Object.entries(object(spec.paths)).flatMap(([template, item]) =>
      Object.entries(object(item)).map(([method, raw]): Operation => {
        const operation = object(resolved(raw, spec));
        return {
          method: method.toUpperCase(),
          template,
          requestBody: operation.requestBody,
          parameters: (operation.parameters ?? []) as Json[],
          responses: object(operation.responses),
        };
      }),
    );
  });
}

/** What the specification has against a request; empty when nothing. */
export function requestProblems(operation: Operation, exchange: Exchange): string[] {
  const { requestBody: sent } = exchange;
  const isJson = exchange.requestHeaders["content-type"]?.startsWith("application/json");
  const form = isJson ? [] : [...new URLSearchParams(sent)];
  const fields = Object.fromEntries(form);
  const body: unknown = isJson && sent.startsWith("{") ? JSON.parse(sent) : fields;
  const result = requestValidator(operation).validateRequest({
    headers: exchange.requestHeaders,
    params: pathParameters(operation, exchange.path),
    query: {},
    ...(sent !== "" && { body }),
  }) as Verdict;
  const problems = (result?.errors ?? []).map(({ path = "", message }) => `${path} ${message}`);
  if (form.length > Object.keys(fields).length) problems.push("a field is sent twice");
  if (!operation.requestBody && sent) problems.push("a body where none belongs");
  if (exchange.query.length > 0) problems.push(`query: ${exchange.query.join(", ")}`);
  return problems.map((problem) => problem.trim());
}

/** What the specification has against an answer, unknown fields included; empty when nothing. */
export function responseProblems(operation: Operation, exchange: Exchange): string[] {
  const { status, responseBody } = exchange;
  const described = operation.responses[String(status)] ?? operation.responses.default;
  if (described === undefined) return [`HTTP ${status} is not described`];
  const types = Object.keys(object(object(described).content ?? {}));
  const type = exchange.responseHeaders["content-type"]?.split(";")[0];
  if (types.length > 0 && !types.includes("*/*") && !types.includes(type ?? "")) {
    return [`content type ${type} is not described`];
  }
  const body: unknown = responseBody === "" ? undefined : JSON.parse(responseBody);
  const result = responseValidator(operation).validateResponse(status, body) as Verdict;
  // "response" is the name the validator gives to the whole body.
  return (result?.errors ?? []).map(({ path = "", message }) =>
    `${path} ${message}`.replace(/^response /, "").trim(),
  );
}

type Verdict = { errors: { path?: string; message: string }[] } | undefined;

const requestValidators = new WeakMap<Operation, OpenAPIRequestValidator>();
const responseValidators = new WeakMap<Operation, OpenAPIResponseValidator>();

function requestValidator(operation: Operation): OpenAPIRequestValidator {
  const known = requestValidators.get(operation);
  if (known) return known;
  const { parameters, requestBody } = operation;
  const args = { parameters, requestBody: requestBody && closed(requestBody) };
  const made = new OpenAPIRequestValidator(args as unknown as RequestArgs);
  requestValidators.set(operation, made);
  return made;
}

/** Successes are closed; errors are not, because `status` is missing from the Error schema and sent all the same. */
function responseValidator(operation: Operation): OpenAPIResponseValidator {
  const known = responseValidators.get(operation);
  if (known) return known;
  const responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, described]) => [
      status,
      status === "default" ? described : closed(described),
    ]),
  );
  const made = new OpenAPIResponseValidator({ responses } as unknown as ResponseArgs);
  responseValidators.set(operation, made);
  return made;
}

/** True when the path is one of the template's. */
export function matches(operation: Operation, method: string, path: string): boolean {
  return operation.method === method && pathPattern(operation).test(path);
}

function pathPattern({ template }: Operation): RegExp {
  return new RegExp(`^${template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

function pathParameters(operation: Operation, path: string): Record<string, string> {
  return { ...pathPattern(operation).exec(path)?.groups };
}

function object(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/**
 * A copy without references, examples and defaults. A default would let the validator fill in what is missing; int32
 * becomes a range, because the validator knows no number formats.
 */
function resolved(value: Json, spec: JsonObject): Json {
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, spec));
  if (typeof value !== "object" || value === null) return value;
  const { $ref: reference, ...rest } = value;
  if (typeof reference === "string") {
    const target = reference
      .slice(2)
      .split("/")
      .reduce<Json>((at, name) => object(at)[name] ?? null, spec);
    return resolved(target, spec);
  }
  const kept = Object.entries(rest)
    .filter(
      ([name]) => !["example", "default"].includes(name) || "description" in object(rest[name]),
    )
    .map(([name, entry]): [string, Json] => [name, resolved(entry, spec)]);
  const int32: JsonObject = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
  return { ...Object.fromEntries(kept), ...(rest.format === "int32" && int32) };
}

/** The same, where a field the specification does not name is an error: nothing may be made up. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, closed(entry)]),
  );
  const isClosable = value.type === "object" && Object.keys(object(value.properties)).length > 0;
  return isClosable ? { additionalProperties: false, ...copy } : copy;
}

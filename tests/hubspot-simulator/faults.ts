import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { answerNamed } from "./answers";
import type { Call, Reply } from "./http";
import { faultSchema, pathMatcher } from "./schemas";
import type { SimState } from "./state";
import type { SimFault } from "./types";

/** Ordered list of scripted failures. The oldest that matches and has uses left applies, one per request. */
export class FaultPlan {
  #faults: SimFault[] = [];

  add(input: z.output<typeof faultSchema>): string {
    const id = randomUUID();
    this.#faults.push({ ...input, id, used: 0 });
    return id;
  }

  list(): SimFault[] {
    return [...this.#faults];
  }

  clear(): void {
    this.#faults = [];
  }

  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    return this.#faults.length < before;
  }

  /** The fault for this call, counted as used; undefined when none applies. */
  take(state: SimState, call: Call): SimFault | undefined {
    const fault = this.#faults.find(
      (candidate) =>
        (candidate.times === 0 || candidate.used < candidate.times) &&
        matches(state, candidate, call),
    );
    if (fault) fault.used += 1;
    return fault;
  }
}

function matches(state: SimState, { match }: SimFault, call: Call): boolean {
  if (match.path !== undefined && !pathMatcher(match.path)(call.path)) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  if (match.grantType !== undefined && match.grantType !== call.form.get("grant_type"))
    return false;
  const owner = ownerOf(state, call);
  if (match.clientId !== undefined && match.clientId !== owner.clientId) return false;
  return match.hubId === undefined || match.hubId === owner.hubId;
}

/** Whose call this is, read from whatever credential it carries. */
export function ownerOf(state: SimState, call: Call): { clientId?: string; hubId?: number } {
  const pathToken = /^\/oauth\/v1\/(?:access|refresh)-tokens\/(.+)$/.exec(call.path)?.[1];
  const bearer = /^Bearer +(\S+)$/i.exec(call.headers["authorization"] ?? "")?.[1];
  const presented = [
    call.form.get("refresh_token"),
    call.form.get("code"),
    call.form.get("token"),
    call.query.get("refresh_token"),
    pathToken,
    bearer,
  ];
  const named = call.form.get("client_id") ?? call.query.get("client_id");
  for (const token of presented) {
    if (!token) continue;
    const owner =
      state.refreshTokens.get(token)?.grant ??
      state.accessTokens.get(token) ??
      state.codes.get(token);
    if (!owner) continue;
    const clientId = named ?? owner.clientId;
    return owner.hubId === null ? { clientId } : { clientId, hubId: owner.hubId };
  }
  const hub = /^\/oauth\/(\d+)\/authorize$/.exec(call.path)?.[1] ?? call.form.get("hub_id");
  return { ...(named ? { clientId: named } : {}), ...(hub ? { hubId: Number(hub) } : {}) };
}

/** A fault that names an answer, a status or a body answers in HubSpot's place: the work is not done. */
export function cannedReply(state: SimState, fault: SimFault): Reply | undefined {
  if (fault.answer !== undefined) return answerNamed(state, fault.answer);
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const { status = 200, body } = fault;
  if (body === undefined) return { status, headers: {} };
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json";
  return { status, headers: { "content-type": type }, body };
}

/** Applies what a fault and the settings change about a finished reply. */
export function disturb(reply: Reply, omitted: string[], fault: SimFault | undefined): Reply {
  let body = reply.body;
  if (isRecord(body)) {
    const gone = [...omitted, ...(fault?.omit ?? [])];
    const all = { ...body, ...fault?.set };
    body = Object.fromEntries(Object.entries(all).filter(([name]) => !gone.includes(name)));
    if (fault?.scopesAsString && isRecord(body) && Array.isArray(body["scopes"])) {
      body = { ...body, scopes: body["scopes"].join(" ") };
    }
  }
  if (fault?.truncateJson && body !== undefined) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    body = text.slice(0, Math.ceil(text.length / 2));
  }
  const headers = { ...reply.headers };
  for (const [name, value] of Object.entries(fault?.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  if (fault?.contentType !== undefined) headers["content-type"] = fault.contentType;
  return { status: reply.status, headers, body };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

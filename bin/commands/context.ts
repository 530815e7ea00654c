import { userInfo } from "node:os";
import type { Actor, Context } from "@/lib/context";
import { createContext } from "@/lib/resources";
import { withWords } from "./errors";

/** A context that acts as the operator at this shell; the audit log names the system user. */
export function operatorContext(): Promise<Context> {
  return withWords(createContext(operatorActor()));
}

export function operatorActor(): Actor {
  return { kind: "operator", label: `operator ${systemUser()}` };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

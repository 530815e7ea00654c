import { readFileSync } from "node:fs";
import { isHeaderList, traceUrl } from "./trace-rules.mjs";
import { setupTokenProblem, TEXT_RECIPE } from "./secret-rules.mjs";

// The rules for secrets that an operator may give and Portico makes none of, and for what belongs to them. For the launcher,
// which looks before it starts or builds anything, and for the server alike. What they say never repeats a value.

/** @typedef {import("./plain-settings.mjs").SettingProblem} SettingProblem */

/** @param {string} token "" when unset @returns {SettingProblem | null} */
export function metricsTokenProblem(token) {
  const name = "PORTICO_METRICS_TOKEN";
  const problem = token === "" ? "" : setupTokenProblem(token);
  if (problem === "") return null;
  return { name, problem: `${name} ${problem}.`, fix: `Make one with: ${TEXT_RECIPE}` };
}

/** @param {string} smtpUrl "" when unset @param {string} from PORTICO_MAIL_FROM @returns {SettingProblem | null} */
export function mailProblem(smtpUrl, from) {
  if (smtpUrl === "") return null;
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
  if (!url || !["smtp:", "smtps:"].includes(url.protocol) || !url.hostname)
    return {
      name: "SMTP_URL",
      problem: "SMTP_URL is not the address of a mail server.",
      fix: "It looks like smtps://mail.example.com:465 with user and password before the host, or smtp:// with port 587.",
    };
  if (/^[^@\r\n]*[^@\s]@[^@\s]+$/.test(from)) return null;
  return {
    name: "PORTICO_MAIL_FROM",
    problem: "PORTICO_MAIL_FROM is not set to an address that mails may come from.",
    fix: 'It looks like portico@example.com or "Portico <portico@example.com>".',
  };
}

/** @param {{issuer: string, clientId: string, clientSecret: string}} oidc "" for what is unset @returns {SettingProblem | null} */
export function oidcProblem({ issuer, clientId, clientSecret }) {
  const given = [issuer, clientId, clientSecret].filter((value) => value !== "").length;
  if (given === 0 || given === 3) return null;
  return {
    name: "OIDC_ISSUER",
    problem: "Single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.",
    fix: "Set all three, or none.",
  };
}

/** @param {string} name of the variable @param {string} headers "" when unset @returns {SettingProblem | null} */
export function headersProblem(name, headers) {
  if (headers === "" || isHeaderList(headers)) return null;
  return {
    name,
    problem: `${name} is not a list of headers.`,
    fix: "It looks like api-key=secret, with commas between several.",
  };
}

/**
 * Everything that is wrong with them. Files are read, nothing is written.
 * @param {Record<string, string | undefined>} variables
 * @returns {SettingProblem[]}
 */
export function optionalSecretProblems(variables) {
  const { PORTICO_MAIL_FROM = "", OIDC_ISSUER: issuer = "", OIDC_CLIENT_ID = "" } = variables;
  /** @type {(SettingProblem | null)[]} */
  const problems = [];
  /** @param {string} name @param {(value: string) => SettingProblem | null} rule */
  const check = (name, rule) => {
    const value = readOne(variables, name);
    problems.push(typeof value === "string" ? rule(value) : value);
  };
  check("PORTICO_METRICS_TOKEN", metricsTokenProblem);
  check("SMTP_URL", (url) => mailProblem(url, PORTICO_MAIL_FROM));
  check("OIDC_CLIENT_SECRET", (clientSecret) =>
    oidcProblem({ issuer, clientId: OIDC_CLIENT_ID, clientSecret }),
  );
  // Such headers may belong to other programs of the machine, as long as Portico sends no traces.
  if (!sendsTraces(variables)) return problems.filter((problem) => problem !== null);
  // Those for traces alone stand instead of those for everything.
  const own = "OTEL_EXPORTER_OTLP_TRACES_HEADERS";
  const name = isSet(variables, own) ? own : "OTEL_EXPORTER_OTLP_HEADERS";
  check(name, (headers) => headersProblem(name, headers));
  return problems.filter((problem) => problem !== null);
}

/** @param {Record<string, string | undefined>} variables @param {string} name */
function isSet(variables, name) {
  return Boolean(variables[name] || variables[`${name}_FILE`]);
}

/** @param {Record<string, string | undefined>} variables */
function sendsTraces({ OTEL_SDK_DISABLED: isOff = "", ...variables }) {
  const forAll = variables["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "";
  const forTraces = variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] ?? "";
  return isOff.toLowerCase() !== "true" && traceUrl(forAll, forTraces) !== "";
}

/** `NAME`, or what the file holds that `NAME_FILE` names. @param {Record<string, string | undefined>} variables @param {string} name @returns {string | SettingProblem} */
function readOne(variables, name) {
  const file = variables[`${name}_FILE`];
  if (variables[name] || !file) return variables[name] ?? "";
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return {
      name,
      problem: `${name}_FILE names ${file}, which cannot be read.`,
      fix: "Correct the path or the rights of the file.",
    };
  }
}

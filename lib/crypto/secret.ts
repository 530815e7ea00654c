import { inspect } from "node:util";

const REDACTED = "[redacted]";

/**
 * A plaintext secret on its way through the program. It does not print: string conversion, JSON and
 * `util.inspect` all give "[redacted]", and React refuses to send a class instance to a browser.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plaintext. Call it as late as possible, at the point where it leaves for HubSpot. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString("base64url");

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

/** What a hostile or careless authenticator does otherwise. */
export interface Oddities {
  origin?: string;
  rpId?: string;
  /** False when nobody gave a PIN or a finger. */
  isVerified?: boolean;
  counter?: number;
  challenge?: string;
}

/** An authenticator in memory: one ES256 credential without attestation (WebAuthn sections 6.1 and 8.7). */
export class SoftPasskey {
  readonly id = base64url(randomBytes(16));
  counter = 0;
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  constructor(
    private readonly origin: string,
    private readonly rpId: string,
  ) {}

  /** The text that a browser's form sends after `navigator.credentials.create`. */
  register(challenge: string, odd: Oddities = {}): string {
    const rawId = Buffer.from(this.id, "base64url");
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, rawId.length]),
      rawId,
      coseKey(this.keys.publicKey),
    ]);
    const authData = Buffer.concat([this.head(WITH_KEY, odd), credential]);
    const attestationObject = cborMap([
      ["fmt", cborText("none")],
      ["attStmt", Buffer.from([0xa0])],
      ["authData", cborBytes(authData)],
    ]);
    return this.answer({
      clientDataJSON: base64url(this.clientData("webauthn.create", challenge, odd)),
      attestationObject: base64url(attestationObject),
      transports: ["internal"],
    });
  }

  /** The text that a browser's form sends after `navigator.credentials.get`. */
  answerTo(challenge: string, odd: Oddities = {}): string {
    this.counter += 1;
    const authData = this.head(0, odd);
    const clientData = this.clientData("webauthn.get", challenge, odd);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    return this.answer({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(sign("sha256", signed, this.keys.privateKey)),
    });
  }

  private answer(response: object): string {
    const { id } = this;
    const rest = { type: "public-key", clientExtensionResults: {} };
    return JSON.stringify({ id, rawId: id, response, ...rest });
  }

  private clientData(type: string, challenge: string, odd: Oddities): Buffer {
    const origin = odd.origin ?? this.origin;
    return Buffer.from(JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin }));
  }

  private head(flags: number, odd: Oddities): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(odd.counter ?? this.counter);
    const all = flags | PRESENT | (odd.isVerified === false ? 0 : VERIFIED);
    return Buffer.concat([sha256(odd.rpId ?? this.rpId), Buffer.from([all]), counter]);
  }
}

/** An ES256 public key as COSE writes it (RFC 9052 section 7, RFC 9053 section 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  const point = (label: number, text: string) =>
    Buffer.concat([Buffer.from([label]), cborBytes(Buffer.from(text, "base64url"))]);
  return Buffer.concat([head, point(0x21, x), point(0x22, y)]);
}

function cborBytes(data: Buffer): Buffer {
  return Buffer.concat([cborHead(0x40, data.length), data]);
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(0x60, text.length), Buffer.from(text)]);
}

function cborMap(entries: [string, Buffer][]): Buffer {
  const pairs = entries.flatMap(([key, value]) => [cborText(key), value]);
  return Buffer.concat([cborHead(0xa0, entries.length), ...pairs]);
}

/** Major type and length (RFC 8949 section 3). */
function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([major | length]);
  return Buffer.from(length < 256 ? [major | 24, length] : [major | 25, length >> 8, length & 255]);
}

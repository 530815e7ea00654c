import { hash, verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "@/lib/audit/verify";
import { findViewer } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectNoPlaintext, expectRefused } from "../../support/checks";
import { makePerson, type MadePerson } from "../../support/makers";
import { NOBODY, useWorld } from "../../support/world";

// The real thing, counted: equal work is what keeps accounts from being found out.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let made: MadePerson;
let ips = 0;

beforeEach(async () => {
  made = await makePerson(world(), "admin", PASSWORD);
});

/** A try from an address of its own, so that only the account is counted unless a test says otherwise. */
function attempt(email: string, password: string, ip = `192.0.2.${(ips += 1)}`) {
  return signIn(world().context({ ...NOBODY, label: email, ip, userAgent: "Test/1.0" }), {
    email,
    password,
  });
}

describe("signing in", () => {
  it("opens a session of which the database holds the hash only", async () => {
    const signedIn = await attempt(` ${made.person.email.toUpperCase()} `, PASSWORD);
    world().secrets.push(signedIn.sessionToken);
    expect(signedIn).toMatchObject({ personId: made.person.id, email: made.person.email });
    const viewer = await findViewer(world().context(), signedIn.sessionToken);
    expect(viewer).toMatchObject({
      personId: made.person.id,
      rights: { role: "admin", apps: null },
      email: made.person.email,
    });
    const [event] = await eventsOf(world(), "session.started", { targetId: made.person.id });
    expect(event).toMatchObject({ actorId: made.person.id, outcome: "ok", userAgent: "Test/1.0" });
    await expectNoPlaintext(world());
  });

  it("answers unknown, wrong and disabled alike after the same work", async () => {
    const disabled = await makePerson(world(), "admin", PASSWORD);
    await world().db.person.update({
      where: { id: disabled.person.id },
      data: { disabledAt: new Date() },
    });
    const passwordless = await makePerson(world(), "admin");
    vi.mocked(verify).mockClear();
    const errors = [
      await expectRefused(attempt("nobody@team.example", PASSWORD), "sign_in_failed"),
      await expectRefused(attempt(made.person.email, "wrong"), "sign_in_failed"),
      await expectRefused(attempt(disabled.person.email, PASSWORD), "sign_in_failed"),
      await expectRefused(attempt(passwordless.person.email, PASSWORD), "sign_in_failed"),
    ];
    expect(
      new Set(errors.map((error) => JSON.stringify([error.message, error.details]))).size,
    ).toBe(1);
    expect(await world().db.session.count({ where: { personId: made.person.id } })).toBe(0);
    const refused = await eventsOf(world(), "session.refused");
    expect(refused.slice(0, 4).every(({ outcome }) => outcome === "denied")).toBe(true);
    expect(verify).toHaveBeenCalledTimes(4);
    const parameters = vi.mocked(verify).mock.calls.map(([stored]) => String(stored).slice(0, 30));
    expect(new Set(parameters)).toEqual(new Set(["$argon2id$v=19$m=19456,t=2,p=1"]));
    await expectNoPlaintext(world());
  });

  it("renews a hash made with older parameters", async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await world().db.person.update({ where: { id: made.person.id }, data: { passwordHash: weak } });
    await attempt(made.person.email, PASSWORD);
    const { passwordHash } = await world().db.person.findUniqueOrThrow({
      where: { id: made.person.id },
    });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await attempt(made.person.email, PASSWORD);
    const again = await world().db.person.findUniqueOrThrow({ where: { id: made.person.id } });
    expect(again.passwordHash).toBe(passwordHash);
  });
});

describe("throttling", () => {
  it("stops guessing at one account from many addresses, even with the right password, and spares others", async () => {
    for (let n = 0; n < 10; n += 1)
      await expectRefused(attempt(made.person.email, "wrong"), "sign_in_failed");
    const error = await expectRefused(attempt(made.person.email, "wrong"), "rate_limited");
    expect(error.details.retryAfterSeconds).toBeGreaterThan(0);
    await expectRefused(attempt(made.person.email, PASSWORD), "rate_limited");
    const other = await makePerson(world(), "support", PASSWORD);
    await expect(attempt(other.person.email, PASSWORD)).resolves.toBeDefined();
  });

  it("stops one address that goes through many accounts", async () => {
    const ip = "198.51.100.7";
    for (let n = 0; n < 50; n += 1) {
      vi.mocked(verify).mockResolvedValueOnce(false);
      await expectRefused(attempt(`guess-${n}@team.example`, "wrong", ip), "sign_in_failed");
    }
    await expectRefused(attempt("guess-50@team.example", "wrong", ip), "rate_limited");
    await expectRefused(attempt(made.person.email, PASSWORD, ip), "rate_limited");
    await expect(attempt(made.person.email, PASSWORD)).resolves.toBeDefined();
  });

  it("forgets the failures of an account after a success", async () => {
    for (let n = 0; n < 9; n += 1)
      await expectRefused(attempt(made.person.email, "wrong"), "sign_in_failed");
    await attempt(made.person.email, PASSWORD);
    for (let n = 0; n < 9; n += 1)
      await expectRefused(attempt(made.person.email, "wrong"), "sign_in_failed");
    await expect(attempt(made.person.email, PASSWORD)).resolves.toBeDefined();
  });
});

describe("hostile addresses", () => {
  it.each([
    ["half a surrogate pair", "\ud800@team.example"],
    ["a pair cut by the length limit", `${"a".repeat(253)}\u{1f600}@team.example`],
    ["a NUL", "a\0b@team.example"],
    ["quotes and markup", `"><script>'; DROP TABLE "Person"; --`],
  ])("%s: refused as usual, and the audit chain stays whole", async (_name, email) => {
    await expectRefused(attempt(email, "wrong"), "sign_in_failed");
    expect(await verifyAudit(world().context())).not.toHaveProperty("brokenAt");
  });
});

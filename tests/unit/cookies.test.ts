import { describe, expect, it } from "vitest";
import {
  browserMarkCookieName,
  connectCookieName,
  cookieOptions,
  sessionCookieName,
} from "@/lib/auth/cookies";

const names = (isSecureOrigin: boolean) => [
  sessionCookieName({ isSecureOrigin }),
  connectCookieName({ isSecureOrigin }),
  browserMarkCookieName({ isSecureOrigin }, "ada@team.example"),
];

describe("cookies", () => {
  it("of an https origin belong to that host alone, and never go over plain http", () => {
    for (const name of names(true)) expect(name).toMatch(/^__Host-portico\.[a-z0-9-]+$/);
    // A browser refuses __Host- with anything else.
    expect(cookieOptions({ isSecureOrigin: true })).toEqual({
      secure: true,
      httpOnly: true,
      sameSite: "lax",
      path: "/",
    });
  });

  it("of this machine's own http have other names, which an https origin does not read", () => {
    for (const name of names(false)) expect(name).toMatch(/^portico\.[a-z0-9-]+$/);
    expect(cookieOptions({ isSecureOrigin: false }).secure).toBe(false);
  });

  it("that remember a browser do not give the account away", () => {
    const name = browserMarkCookieName({ isSecureOrigin: true }, "ada@team.example");
    expect(name).toMatch(/^__Host-portico\.known-[0-9a-f]{16}$/);
    expect(name).not.toBe(browserMarkCookieName({ isSecureOrigin: true }, "eve@team.example"));
  });
});

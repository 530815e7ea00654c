import { describe, expect, it } from "vitest";
import { databaseTrouble, takesNoChanges, type DatabaseTrouble } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/generated/client";

const fromDriver = (code: string) => Object.assign(new Error("as pg throws it"), { code });
/** As Prisma hands on what its driver said. */
const throughPrisma = (originalCode: string) =>
  new Prisma.PrismaClientKnownRequestError("a database error", {
    code: "P2010",
    clientVersion: "7",
    meta: { driverAdapterError: { cause: { originalCode } } },
  });

describe("what is wrong with the database for now", () => {
  it.each<[string, string, DatabaseTrouble]>([
    ["it is shut down", "57P01", "away"],
    ["it crashed", "57P02", "away"],
    ["it starts up", "57P03", "away"],
    ["a statement took too long", "57014", "away"],
    ["the connection failed", "08006", "away"],
    ["too many connections", "53300", "busy"],
    ["read-only", "25006", "read_only"],
    ["disk full", "53100", "full"],
    ["out of memory", "53200", "full"],
    ["some other resource", "53000", "full"],
    ["the disk failed", "58030", "full"],
  ])("%s: %s is %s", (_name, code, trouble) => {
    expect(databaseTrouble(fromDriver(code))).toBe(trouble);
    expect(databaseTrouble(throughPrisma(code))).toBe(trouble);
  });

  it.each<[string, unknown, DatabaseTrouble]>([
    ["nobody listens", fromDriver("ECONNREFUSED"), "away"],
    ["on no address", new AggregateError([fromDriver("ECONNREFUSED")]), "away"],
    ["no such host just now", fromDriver("EAI_AGAIN"), "away"],
    ["cut off", new Error("Connection terminated unexpectedly"), "away"],
    ["all in use", new Error("timeout exceeded when trying to connect"), "busy"],
    [
      "all in use, for a transaction",
      new Prisma.PrismaClientKnownRequestError(
        "Transaction API error: Unable to start a transaction in the given time.",
        { code: "P2028", clientVersion: "7" },
      ),
      "busy",
    ],
  ])("%s", (_name, error, trouble) => expect(databaseTrouble(error)).toBe(trouble));

  it.each(["23505", "42P01", "42501", "22P02", "28P01", "3D000"])(
    "%s is refused for good",
    (code) => {
      expect(databaseTrouble(fromDriver(code))).toBeUndefined();
      expect(databaseTrouble(throughPrisma(code))).toBeUndefined();
    },
  );

  it("is no trouble of the database where the error is another", () => {
    expect(databaseTrouble(new Error("no such thing"))).toBeUndefined();
    expect(databaseTrouble("53100")).toBeUndefined();
    expect(databaseTrouble(undefined)).toBeUndefined();
  });

  it("leaves what is stored readable only where the changes alone are refused", () => {
    expect(["25006", "53100"].map(fromDriver).map(takesNoChanges)).toEqual([true, true]);
    expect(["57P01", "53300"].map(fromDriver).map(takesNoChanges)).toEqual([false, false]);
  });
});

import { expect, it } from "vitest";
import { chooseApp, MOST_AT_ONCE } from "@/lib/jobs/choose-app";

/** How the places are shared when every app has more to do than there is room. */
function fill(busy: Record<string, number>): Record<string, number> {
  for (;;) {
    const able = Object.entries(busy).map(([app, count]) => ({ app, busy: count }));
    const underWay = able.reduce((sum, one) => sum + one.busy, 0);
    const app = chooseApp(able, underWay);
    if (app === undefined) return busy;
    busy[app] = (busy[app] ?? 0) + 1;
  }
}

it("shares the places evenly", () => {
  expect(Object.values(fill({ a: 0, b: 0, c: 0, d: 0 }))).toEqual([70, 70, 70, 70]);
});

it("gives what is free to the app with the fewest, not to the first", () => {
  expect(
    chooseApp(
      [
        { app: "a", busy: 50 },
        { app: "b", busy: 1 },
      ],
      51,
    ),
  ).toBe("b");
});

it("keeps the last places from an app that has many", () => {
  const most = (MOST_AT_ONCE * 7) / 8;
  expect(fill({ a: 0 })).toEqual({ a: most });
  expect(fill({ a: most, b: 0 })).toEqual({ a: most, b: MOST_AT_ONCE - most });
});

it("gives nothing when there is no room, and none to nobody", () => {
  expect(chooseApp([{ app: "a", busy: 1 }], MOST_AT_ONCE)).toBeUndefined();
  expect(chooseApp([], 0)).toBeUndefined();
});

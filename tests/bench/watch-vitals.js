// Runs in the page before anything of its own, as it stands here. Nothing of an interaction is reported below 16 ms.
const vitals = { lcp: 0, cls: 0, inp: 16 };
window.vitals = vitals;

/**
 * @param {string} type
 * @param {(entry: any) => void} take
 * @param {object} [more]
 */
function watch(type, take, more = {}) {
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
    type,
    buffered: true,
    ...more,
  });
}

watch("largest-contentful-paint", ({ startTime }) => (vitals.lcp = startTime));
watch("layout-shift", ({ value, hadRecentInput }) => {
  if (!hadRecentInput) vitals.cls += value;
});
watch("event", ({ duration }) => (vitals.inp = Math.max(vitals.inp, duration)), {
  durationThreshold: 16,
});

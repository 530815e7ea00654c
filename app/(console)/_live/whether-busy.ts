/** Why a page must not change just now: somebody would lose their place, or what they typed. */
export type Busy = "acting" | "typing" | "pointing" | null;

/** An act shows its own outcome, and may lead elsewhere; a page that leaves must not be asked for again. */
const ACTING_MS = 1_500;
const LEAVING_MS = 10_000;

/**
 * Watches what somebody does on the page. A form that was changed keeps the state it was filled in for: if that were made
 * newer behind it, saving would undo what somebody else has changed meanwhile.
 */
export function watchWhetherBusy(): { busy(): Busy; stop(): void } {
  const touched = new WeakSet<HTMLFormElement>();
  let actingUntil = 0;
  const onInput = ({ target }: Event) => {
    const form = target instanceof Element ? target.closest("form") : null;
    if (form) touched.add(form);
  };
  const onSubmit = ({ target }: Event) => {
    if (target instanceof HTMLFormElement) touched.delete(target);
    actingUntil = Date.now() + ACTING_MS;
  };
  const onLeave = () => {
    actingUntil = Date.now() + LEAVING_MS;
  };
  document.addEventListener("input", onInput, true);
  document.addEventListener("submit", onSubmit, true);
  window.addEventListener("beforeunload", onLeave);
  return {
    busy() {
      if (Date.now() < actingUntil || document.querySelector("[aria-busy=true]")) return "acting";
      for (const form of document.forms)
        if (changesSomething(form) && (touched.has(form) || differs(form))) return "typing";
      const place = "main table:hover, [role=dialog], [role=alertdialog], [role=menu]";
      return document.querySelector(place) ? "pointing" : null;
    },
    stop() {
      document.removeEventListener("input", onInput, true);
      document.removeEventListener("submit", onSubmit, true);
      window.removeEventListener("beforeunload", onLeave);
    },
  };
}

/** Searches and filters lead to another view and keep nothing. */
function changesSomething(form: HTMLFormElement): boolean {
  return form.getAttribute("method")?.toLowerCase() !== "get" && form.role !== "search";
}

/** Whether a control holds something else than the page gave it. */
function differs(form: HTMLFormElement): boolean {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLInputElement) {
      if (control.type === "checkbox" || control.type === "radio")
        return control.checked !== control.defaultChecked;
      return (
        control.type !== "hidden" && !control.readOnly && control.value !== control.defaultValue
      );
    }
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    return false;
  });
}

import { buttonClass } from "@/components/ui/button-class";
import type { TriggerLook } from "./trigger";

type PopupButtonProps = {
  look: TriggerLook;
  popup: "dialog" | "menu";
  onOpen: () => void;
  /** Somebody comes near: what a click will need can be fetched now. */
  onNear: () => Promise<unknown>;
};

/** Stands for a popup until its code is there; looks and is named like the popup's own button. */
export function PopupButton({ look, popup, onOpen, onNear }: PopupButtonProps) {
  // Whether it can be fetched is told when it is needed.
  const prepare = () => void onNear().catch(() => undefined);
  return (
    <button
      type="button"
      aria-label={look.ariaLabel}
      aria-haspopup={popup}
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (popup !== "menu" || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
        event.preventDefault();
        onOpen();
      }}
      className={buttonClass(look)}
    >
      {look.icon}
      {look.label}
    </button>
  );
}

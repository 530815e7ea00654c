/** Surface shared by menus and popovers. */
export const POPUP_CLASS =
  "z-50 origin-(--transform-origin) rounded-lg border border-line bg-raised text-ink shadow-pop outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0";

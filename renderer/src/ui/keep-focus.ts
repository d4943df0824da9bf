import { useEffect } from 'react';

/** Where the focus was, and what has it next where that is gone: the button of a menu, the dialog, else the screen. */
interface Place {
  readonly element: HTMLElement;
  readonly heir: HTMLElement | null;
}

/** Dialogs and menus give the focus back themselves, within some milliseconds after they close: they come first. */
const AFTER_OTHERS_MS = 60;

/**
 * A button that works is disabled, and a row that is done goes away: with both the browser drops the focus, and the next Tab would begin
 * at the top of the page. It goes back to the button as soon as that can have it, and to the screen (or dialog) where it is gone.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Place | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) {
        last = { element: target, heir: heirOf(target) };
      }
    };
    // Who clicks beside everything means to have the focus nowhere.
    const onPointer = (): void => {
      last = null;
    };
    const mend = (): void => {
      timer = null;
      if (last === null || !isNowhere()) {
        return;
      }
      if (!last.element.isConnected) {
        const heir = last.heir?.isConnected === true ? last.heir : document.querySelector<HTMLElement>('main');
        last = heir === null ? null : { element: heir, heir: null };
      }
      if (last !== null && !last.element.matches(':disabled')) {
        last.element.focus({ preventScroll: true });
      }
    };
    const observer = new MutationObserver(() => {
      if (last !== null && isNowhere()) {
        timer ??= setTimeout(mend, AFTER_OTHERS_MS);
      }
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer, true);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer, true);
      if (timer !== null) {
        clearTimeout(timer);
      }
    };
  }, []);
}

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

function heirOf(element: HTMLElement): HTMLElement | null {
  const opener = element.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? null;
  return opener === null ? element.closest<HTMLElement>('[role=dialog], main') : document.getElementById(opener);
}

import { useEffect } from 'react';

/**
 * Back to where the focus was before a dialog opened, when it closes; to the screen where that is gone, as a button is that the
 * dialog's deed took away. For dialogs that exist only while they are open: without it the focus falls to the top of the page.
 */
export function useFocusReturn(isOpen = true): void {
  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
        before.focus();
      } else {
        document.querySelector('main')?.focus();
      }
    };
  }, [isOpen]);
}

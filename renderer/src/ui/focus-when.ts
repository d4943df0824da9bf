import { type RefObject, useEffect, useRef } from 'react';

/** What can be pressed only later takes the focus then: a disabled button can't hold it when the dialog opens. */
export function useFocusWhen(isReady: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isReady) {
      button.current?.focus();
    }
  }, [isReady]);
  return button;
}

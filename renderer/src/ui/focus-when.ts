import { type RefObject, useEffect, useRef } from 'react';

/** What can be pressed, or comes, only later takes the focus then: a disabled button can't hold it when the dialog opens. */
export function useFocusWhen<Target extends HTMLElement = HTMLButtonElement>(isReady: boolean): RefObject<Target | null> {
  const target = useRef<Target>(null);
  useEffect(() => {
    if (isReady) {
      target.current?.focus();
    }
  }, [isReady]);
  return target;
}

import { useEffect, useRef } from 'react';

/** Keys by KeyboardEvent.key, such as "j", "Enter", "/"; "Control+a" with Control or, on a Mac, Command held. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Where typing belongs to the field, keys do nothing else. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox]), textarea, select, [role=combobox], [role=listbox], [role=dialog]') !== null)
  );
}

/** Enter and the space bar press what has the focus; taking them away would break every button. */
function pressesControl(event: KeyboardEvent): boolean {
  return (
    (event.key === 'Enter' || event.key === ' ') &&
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, summary, input, [role=menuitem]') !== null
  );
}

function isTaken(event: KeyboardEvent): boolean {
  return event.defaultPrevented || event.altKey || isTyping(event.target);
}

const nameOf = (event: KeyboardEvent): string => (event.ctrlKey || event.metaKey ? `Control+${event.key}` : event.key);

/** Single keys of a screen, while no field, dialog or modifier has a say. Those of the frame stand back where the screen has the same key. */
export function useKeys(actions: KeyActions, owner: 'screen' | 'frame' = 'screen'): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event) || pressesControl(event)) {
        return;
      }
      const name = nameOf(event);
      const action = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined;
      if (action !== undefined) {
        event.preventDefault();
        action();
      }
    };
    // The window hears of a key after the document.
    const listener = owner === 'screen' ? document : window;
    const onKey = (event: Event): void => {
      if (event instanceof KeyboardEvent) {
        onKeyDown(event);
      }
    };
    listener.addEventListener('keydown', onKey);
    return () => listener.removeEventListener('keydown', onKey);
  }, [owner]);
}

/** The second key of a pair comes within this time; later it means what it means alone. */
const PAIR_MS = 1_500;

/** Keys after a first one, such as "g" and then "r". The second is taken before the screen's own keys see it. */
export function useKeyPairs(first: string, actions: KeyActions): void {
  const latest = useRef(actions);
  const pressedAt = useRef<number | null>(null);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isSecond = pressedAt.current !== null && event.timeStamp - pressedAt.current < PAIR_MS;
      pressedAt.current = null;
      if (isTaken(event)) {
        return;
      }
      const action = isSecond && Object.hasOwn(latest.current, nameOf(event)) ? latest.current[nameOf(event)] : undefined;
      if (action !== undefined) {
        event.preventDefault();
        action();
      } else if (nameOf(event) === first) {
        pressedAt.current = event.timeStamp;
      }
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [first]);
}

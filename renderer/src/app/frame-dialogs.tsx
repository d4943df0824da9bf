import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useEffect } from 'react';

import { useCall } from '../client/calls.ts';
import { useKeyPairs, useKeys } from '../lib/keys.ts';
import { texts } from '../lib/texts.ts';
import { useFocusReturn } from '../ui/focus-return.ts';
import { type KeyGroup, KeySheet } from '../ui/key-sheet.tsx';
import { type ScreenEntry, screensOf } from '../lib/screen-list.ts';

/** Fetched when it is first opened: the first load has no use for it. */
const CommandPalette = lazy(async () => ({ default: (await import('../features/palette/command-palette.tsx')).CommandPalette }));

export type FrameDialog = 'palette' | 'keys' | null;

interface FrameDialogsProps {
  readonly company: string;
  readonly shown: FrameDialog;
  readonly show: (dialog: FrameDialog) => void;
}

/** What can be opened from every screen, and the keys that do it. */
export function FrameDialogs({ company, shown, show }: FrameDialogsProps): ReactElement {
  const navigate = useNavigate();
  const known = useCall('company.list', {}).data?.companies ?? [];
  const screens = screensOf(known.some(({ slug, practice }) => slug === company && practice));
  const path = useLocation().pathname.split('/')[3];
  usePaletteKey(() => show(shown === 'palette' ? null : 'palette'), shown === 'palette');
  useFocusReturn(shown !== null);
  useKeys({ '?': () => show('keys') });
  useKeyPairs(
    'g',
    // Safe: an address of router.tsx without parameters.
    Object.fromEntries(screens.map(({ path: to, letter }) => [letter, () => void navigate({ to: `/c/${company}/${to}` } as never)])),
  );
  return (
    <>
      {shown === 'palette' && (
        <Suspense fallback={null}>
          <CommandPalette company={company} onClose={() => show(null)} showHelp={() => show('keys')} />
        </Suspense>
      )}
      {shown === 'keys' && <KeySheet groups={keyGroups(path, screens)} onClose={() => show(null)} />}
    </>
  );
}

function keyGroups(path: string | undefined, screens: readonly ScreenEntry[]): readonly KeyGroup[] {
  const { palette, review } = texts;
  const everywhere: KeyGroup = {
    title: palette.keysEverywhere,
    keys: [...palette.everywhere, ...screens.map(({ letter, name }) => [`g ${letter}`, palette.goTo(name)] as const)],
  };
  if (path === 'mapping') {
    return [{ title: palette.keysHere(texts.mapping.title), keys: texts.mapping.keys }, everywhere];
  }
  return path === 'review' ? [{ title: palette.keysHere(texts.frame.review), keys: review.keys }, everywhere] : [everywhere];
}

/** Ctrl or Cmd with K, also while a field has the focus; a dialog with a question is not covered by it. */
function usePaletteKey(toggle: () => void, isOpen: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
      if (isShortcut && !event.defaultPrevented && (isOpen || document.querySelector('[role=dialog]') === null)) {
        event.preventDefault();
        toggle();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [toggle, isOpen]);
}

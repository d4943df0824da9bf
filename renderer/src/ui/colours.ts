import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

import type { ColourChoice } from '../../../shared/domain/preferences.ts';
import { useCommand } from '../client/calls.ts';
import { notifyFailure } from './notices.tsx';

/** The colours of the screens: how they are now, and how a person changes them, here and for the next time. */
export function useColours(): { readonly isDark: boolean; readonly choose: (colours: ColourChoice) => void } {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  // What this window shows now would be gone the next time: that must not stay unsaid.
  const save = useCommand('app.savePreferences', { onFailed: (failure) => notifyFailure(failure) });
  return {
    isDark,
    choose(colours) {
      setColorScheme(colours);
      void save.run({ colours });
    },
  };
}

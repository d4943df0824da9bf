import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';

import type { ColourChoice } from '../../../shared/domain/preferences.ts';
import { useCall } from '../client/calls.ts';
import { chosenLanguage, keepLanguageChoice, readLanguageChoice } from '../lib/chosen-language.ts';
import { languageNow } from '../lib/locale.ts';

/**
 * Language and colours as they were chosen on this computer, in whichever browser or window. What this one keeps is only for its first
 * paint: where it knew something else, it is set right once the host has answered.
 */
export function useFollowPreferences(): void {
  const { language, colours } = useCall('app.preferences', {}).data ?? {};
  const { setColorScheme } = useMantineColorScheme();
  // Only when the preference changes: between a person's choice and its being kept the two differ.
  const followed = useRef<ColourChoice | null>(null);
  useEffect(() => {
    if (colours !== undefined && colours !== followed.current) {
      followed.current = colours;
      setColorScheme(colours);
    }
  }, [colours, setColorScheme]);
  useEffect(() => {
    if (language === undefined || language === readLanguageChoice()) {
      return;
    }
    keepLanguageChoice(language);
    // A browser that keeps nothing would be loaded anew for ever.
    if (readLanguageChoice() === language && chosenLanguage(language) !== languageNow()) {
      window.location.reload();
    }
  }, [language]);
}

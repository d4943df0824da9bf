import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';

import { LANGUAGE_CHOICES } from '../../../shared/domain/preferences.ts';
import { useCommand } from '../client/calls.ts';
import { keepLanguageChoice, readLanguageChoice } from '../lib/chosen-language.ts';
import { texts } from '../lib/texts.ts';
import { notifyFailure } from './notices.tsx';

/** The language of the screens. Loads the page anew, at the same address: every text of it changes. */
export function LanguageChoice(): ReactElement {
  const save = useCommand('app.savePreferences', {
    onDone: ({ language }) => {
      keepLanguageChoice(language);
      window.location.reload();
    },
    onFailed: (failure) => notifyFailure(failure),
  });
  return (
    <NativeSelect
      label={texts.common.language}
      w={220}
      value={readLanguageChoice()}
      data={LANGUAGE_CHOICES.map((choice) => ({ value: choice, label: texts.common.languages[choice] }))}
      onChange={({ currentTarget }) => {
        const choice = LANGUAGE_CHOICES.find((known) => known === currentTarget.value);
        if (choice !== undefined) {
          void save.run({ language: choice });
        }
      }}
    />
  );
}

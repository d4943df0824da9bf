import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';

import { keepLanguageChoice, LANGUAGE_CHOICES, readLanguageChoice } from '../lib/chosen-language.ts';
import { texts } from '../lib/texts.ts';

/** The language of the screens. Loads the page anew, at the same address: every text of it changes. */
export function LanguageChoice(): ReactElement {
  return (
    <NativeSelect
      label={texts.common.language}
      w={220}
      value={readLanguageChoice()}
      data={LANGUAGE_CHOICES.map((choice) => ({ value: choice, label: texts.common.languages[choice] }))}
      onChange={({ currentTarget }) => {
        const choice = LANGUAGE_CHOICES.find((known) => known === currentTarget.value);
        if (choice !== undefined) {
          keepLanguageChoice(choice);
          window.location.reload();
        }
      }}
    />
  );
}

import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';

export type Suggestion = MethodOutput<'mapping.inbox'>['products'][number]['suggestions'][number];

interface SuggestionButtonsProps {
  readonly what: string;
  readonly suggestions: readonly Suggestion[];
  readonly chosen: string | undefined;
  readonly onChoose: (itemName: string) => void;
}

/** Most people look at the first ones; the picker beside has all items. */
const SHOWN = 3;

/** Each with its reason: nothing is mapped on a suggestion alone. */
export function SuggestionButtons({ what, suggestions, chosen, onChoose }: SuggestionButtonsProps): ReactElement {
  return (
    <Group gap={4}>
      {suggestions.slice(0, SHOWN).map(({ itemId, itemName, reason, basis }) => {
        const why = texts.mapping.reasonsOf[reason](basis ?? '');
        return (
          <Button
            key={itemId}
            size="compact-xs"
            variant={chosen === itemName ? 'filled' : 'default'}
            aria-pressed={chosen === itemName}
            aria-label={`${texts.mapping.choose(what)}: ${itemName}, ${why}`}
            onClick={() => onChoose(itemName)}
          >
            {itemName} · {why}
          </Button>
        );
      })}
    </Group>
  );
}

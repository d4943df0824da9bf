import { Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';

export type KnownKeys = MethodOutput<'books.knownKeys'>['keys'][number];

/** Stands for keys that are entered anew; no short name of a company looks like it. */
const OTHERS = '';

interface KeysChoiceProps {
  /** The company that the consent is for. */
  readonly company: string;
  readonly known: readonly KnownKeys[];
  /** The company whose keys are chosen; null: others. */
  readonly chosen: string | null;
  readonly onChoose: (company: string | null) => void;
}

/** One Intuit app serves all clients of a firm: its keys are entered once, and chosen after that. */
export function KeysChoice({ company, known, chosen, onChoose }: KeysChoiceProps): ReactElement {
  const { connections } = texts;
  return (
    <Radio.Group
      label={connections.keysChoice}
      description={connections.keysChoiceHint}
      value={chosen ?? OTHERS}
      onChange={(value) => onChoose(value === OTHERS ? null : value)}
    >
      <Stack gap={6} mt={6}>
        {known.map((keys) => (
          <Radio
            key={keys.company}
            value={keys.company}
            label={connections.keysOf(keys.company === company ? null : keys.name, keys.clientIdEnd)}
            description={connections.environments[keys.environment]}
          />
        ))}
        <Radio value={OTHERS} label={connections.keysOthers} />
      </Stack>
    </Radio.Group>
  );
}

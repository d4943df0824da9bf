import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCommand } from '../../client/calls.ts';
import { findingName } from '../../lib/finding-names.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { Changes } from './changes.tsx';
import { type UndoWay, VoidDialog } from './void-dialog.tsx';
import styles from './review.module.css';

export type FindingView = MethodOutput<'order.show'>['attention'][number];
type Choice = FindingView['choices'][number];

interface FindingsProps {
  readonly company: string;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly title: string;
  readonly tone: 'blocker' | 'warning' | 'attention';
  readonly findings: readonly FindingView[];
}

/** What blocks or what to look at, each with its choices as buttons. */
export function Findings({ company, orderId, orderNumber, title, tone, findings }: FindingsProps): ReactElement | null {
  if (findings.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <ul className={styles['findings']}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.message}`} className={styles['findingItem']} data-tone={tone}>
            <strong>{findingName(finding.code)}.</strong> {texts.told.finding(finding.code, finding.message, finding.details)}
            {finding.code.startsWith('mapping/') && (
              <>
                {' '}
                <Anchor
                  component={Link}
                  size="sm"
                  underline="always"
                  to={`/c/${company}/mapping`}
                  search={{ tab: mappingTab(finding.code) } as never}
                >
                  {texts.overview.openInMapping}
                </Anchor>
              </>
            )}
            <Changes details={finding.details} />
            <Choices company={company} orderId={orderId} orderNumber={orderNumber} finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function mappingTab(code: string): string {
  if (code === 'mapping/shipping-missing') {
    return 'shipping';
  }
  return code === 'mapping/product-missing' ? 'products' : 'stores';
}

interface ChoicesProps {
  readonly company: string;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly finding: FindingView;
}

function Choices({ company, orderId, orderNumber, finding }: ChoicesProps): ReactElement | null {
  const resolve = useCommand('order.resolve', {
    onDone: ({ status }) => notify(texts.review.resolved, texts.review.resolvedTo(texts.states[status].name)),
    onFailed: (failure) => notifyFailure(failure),
  });
  const [undoing, setUndoing] = useState<UndoWay | null>(null);
  if (finding.choices.length === 0) {
    return null;
  }
  const choose = ({ choice }: Choice, value: string | null): void => {
    if (choice === 'void' || choice === 'credit-memo') {
      setUndoing(choice);
      return;
    }
    void resolve.run({ company, orderId, code: finding.code, choose: choice, value });
  };
  return (
    <Group gap="xs" mt={6}>
      {undoing !== null && (
        <VoidDialog company={company} orderId={orderId} orderNumber={orderNumber} way={undoing} onClose={() => setUndoing(null)} />
      )}
      {finding.choices.map((choice) =>
        choice.valueHint === null ? (
          <Button key={choice.choice} size="compact-sm" variant="default" loading={resolve.isPending} onClick={() => choose(choice, null)}>
            {texts.told.choice(choice.choice, choice.label)}
          </Button>
        ) : (
          <ChoiceWithValue
            key={choice.choice}
            company={company}
            choice={choice}
            finding={finding}
            isBusy={resolve.isPending}
            onChoose={(value) => choose(choice, value)}
          />
        ),
      )}
    </Group>
  );
}

interface ChoiceWithValueProps {
  readonly company: string;
  readonly choice: Choice;
  readonly finding: FindingView;
  readonly isBusy: boolean;
  readonly onChoose: (value: string) => void;
}

/** A choice that names a record: picked from the books where they can be searched, else typed. */
function ChoiceWithValue({ company, choice, finding, isBusy, onChoose }: ChoiceWithValueProps): ReactElement {
  const [value, setValue] = useState(() => suggestedValue(finding) ?? '');
  const [name, setName] = useState('');
  const kind = PICKED_KINDS[choice.choice];
  const hint = texts.review.chooseValue(texts.told.valueHint(choice.choice, choice.valueHint ?? ''));
  return (
    <Group gap={4} wrap="nowrap">
      {kind === undefined ? (
        <TextInput
          aria-label={hint}
          placeholder={choice.valueHint ?? ''}
          value={value}
          maxLength={200}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
      ) : (
        <RecordPicker
          company={company}
          kind={kind}
          label={hint}
          value={name === '' ? value : name}
          onPick={(record) => {
            setValue(record.id);
            setName(record.name);
          }}
        />
      )}
      <Button size="compact-sm" variant="default" disabled={value.trim() === ''} loading={isBusy} onClick={() => onChoose(value.trim())}>
        {texts.told.choice(choice.choice, choice.label)}
      </Button>
    </Group>
  );
}

const PICKED_KINDS: Readonly<Partial<Record<Choice['choice'], 'item' | 'customer'>>> = { 'one-line': 'item', 'use-customer': 'customer' };

/** A document that looks like the order's own is the one that a person most likely links. */
function suggestedValue({ code, details }: FindingView): string | null {
  const id = code === 'books/looks-posted' ? (details['documentId'] ?? details['id']) : null;
  return typeof id === 'string' ? id : null;
}

import { Badge, Button, Group, List, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type ReactElement, useId, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type Command, useCall, useCommand } from '../../client/calls.ts';
import { formatDate } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { notify } from '../../ui/notices.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RefusedList } from '../../ui/refused-list.tsx';

type Preview = MethodOutput<'posting.undoPreview'>;
export type UndoWay = 'void' | 'credit-memo';

interface VoidDialogProps {
  readonly company: string;
  readonly orderId: number;
  readonly orderNumber: string;
  /** Chosen already, where the order offered it. */
  readonly way?: UndoWay;
  readonly onClose: () => void;
}

const WAYS: readonly UndoWay[] = ['void', 'credit-memo'];

const notesOf = (preview: Preview, way: UndoWay): Preview['void'] => (way === 'void' ? preview.void : preview.creditMemo);
const isOpen = (preview: Preview, way: UndoWay | null): way is UndoWay => way !== null && notesOf(preview, way).obstacles.length === 0;

/** What the person chose, else what the order offered, else what is right here; null where no way is open. */
function wayOf(preview: Preview | undefined, wishes: readonly (UndoWay | null)[]): UndoWay | null {
  return preview === undefined ? null : (wishes.find((way) => isOpen(preview, way)) ?? preview.recommended);
}

/**
 * Undoing a posting: first the documents are read in QuickBooks and what stands in the way is said, then a person chooses
 * whether they are voided or taken back by a credit memo.
 */
export function VoidDialog({ company, orderId, orderNumber, way: wished, onClose }: VoidDialogProps): ReactElement {
  useFocusReturn();
  const preview = useCall('posting.undoPreview', { company, orderId }, { anew: true });
  const [chosen, setChosen] = useState<UndoWay | null>(null);
  const undo = useUndo(company, orderId, onClose);
  const way = wayOf(preview.data, [chosen, wished ?? null]);
  return (
    <Modal opened onClose={onClose} title={texts.undo.title(orderNumber)} size="lg">
      <Stack gap="md">
        {preview.isPending && (
          <Text size="sm" c="dimmed">
            {texts.undo.reading}
          </Text>
        )}
        <QueryView query={preview} lines={5}>
          {(shown) => <Choice preview={shown} way={way} onChoose={setChosen} />}
        </QueryView>
        {undo.failure !== null && <FailureCard failure={undo.failure} title={texts.failures.commandTitle} />}
        {undo.refused.length > 0 && <RefusedList refused={undo.refused} all />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {texts.common.cancel}
          </Button>
          {way !== null && (
            <Button color="red.9" loading={undo.isBusy} disabled={undo.refused.length > 0} onClick={() => undo.run(way)}>
              {texts.undo.ways[way].confirm}
            </Button>
          )}
          {way === null && preview.data !== undefined && (
            <Button loading={preview.isFetching} onClick={() => void preview.refetch()}>
              {texts.undo.lookAgain}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface ChoiceProps {
  readonly preview: Preview;
  readonly way: UndoWay | null;
  readonly onChoose: (way: UndoWay) => void;
}

function Choice({ preview, way, onChoose }: ChoiceProps): ReactElement {
  // The recommended way first, as a bookkeeper reads from above.
  const ways = preview.recommended === 'credit-memo' ? WAYS.toReversed() : WAYS;
  return (
    <>
      <Documents documents={preview.documents} />
      <Radio.Group label={texts.undo.how} value={way ?? ''} onChange={(value) => onChoose(value === 'void' ? 'void' : 'credit-memo')}>
        <Stack gap="sm" mt={6}>
          {ways.map((each) => (
            <Way key={each} way={each} preview={preview} />
          ))}
        </Stack>
      </Radio.Group>
      {way === null && <Text size="sm">{texts.undo.neither}</Text>}
    </>
  );
}

interface Undo {
  readonly failure: Error | null;
  readonly refused: MethodOutput<'posting.void'>['refused'];
  readonly isBusy: boolean;
  readonly run: (way: UndoWay) => void;
}

function useUndo(company: string, orderId: number, onClose: () => void): Undo {
  const done = (text: string): void => {
    notify(text);
    onClose();
  };
  const voiding: Command<'posting.void'> = useCommand('posting.void', {
    onDone: ({ voided }) => (voided.length > 0 ? done(texts.review.voided(voided.length)) : undefined),
  });
  const crediting: Command<'posting.credit'> = useCommand('posting.credit', {
    onDone: ({ credited }) => (credited.length > 0 ? done(texts.undo.credited(credited.length)) : undefined),
  });
  return {
    failure: voiding.error ?? crediting.error,
    refused: [...(voiding.data?.refused ?? []), ...(crediting.data?.refused ?? [])],
    isBusy: voiding.isPending || crediting.isPending,
    run: (way) => void (way === 'void' ? voiding : crediting).run({ company, orderIds: [orderId], confirm: true }),
  };
}

/** The order's documents as QuickBooks has them at this moment. */
function Documents({ documents }: { readonly documents: Preview['documents'] }): ReactElement | null {
  if (documents.length === 0) {
    return null;
  }
  const { columns, kinds } = texts.undo;
  return (
    <div>
      <Text size="sm" fw={600}>
        {texts.undo.documents}
      </Text>
      <Table aria-label={texts.undo.documents} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.what}</Table.Th>
            <Table.Th>{columns.number}</Table.Th>
            <Table.Th>{columns.date}</Table.Th>
            <Table.Th ta="right">{columns.total}</Table.Th>
            <Table.Th ta="right">{columns.open}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {documents.map(({ kind, documentNumber, date, total, open }) => (
            <Table.Tr key={`${kind} ${documentNumber ?? ''}`}>
              <Table.Td>{kinds[kind]}</Table.Td>
              <Table.Td>{documentNumber}</Table.Td>
              <Table.Td>
                <DateText date={date} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={total} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={open} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** One way of taking it back: what it does, what stands in the way, what to know before. */
function Way({ way, preview }: { readonly way: UndoWay; readonly preview: Preview }): ReactElement {
  const id = useId();
  const { obstacles, notes } = notesOf(preview, way);
  const { name, does } = texts.undo.ways[way];
  const { documentNumber, date, total } = preview.creditMemo;
  return (
    <div>
      <Radio
        value={way}
        disabled={obstacles.length > 0}
        aria-describedby={id}
        label={
          <Group gap={8} component="span">
            <Text span size="sm" fw={600}>
              {name}
            </Text>
            {preview.recommended === way && (
              <Badge size="sm" variant="light" tt="none">
                {texts.undo.recommended}
              </Badge>
            )}
            {obstacles.length > 0 && (
              <Badge size="sm" variant="outline" color="gray" tt="none">
                {texts.undo.notPossible}
              </Badge>
            )}
          </Group>
        }
      />
      <div id={id} style={{ paddingInlineStart: 28 }}>
        <Text size="sm">{does}</Text>
        {way === 'credit-memo' && documentNumber !== null && obstacles.length === 0 && (
          <Text size="sm">
            {texts.undo.creditMemo(documentNumber, formatDate(date))}: <MoneyText amount={total} strong />
          </Text>
        )}
        <Notes notes={obstacles} isObstacle />
        <Notes notes={notes} isObstacle={false} />
      </div>
    </div>
  );
}

/** The sign tells an obstacle from a note; colour only helps. */
function Notes({ notes, isObstacle }: { readonly notes: Preview['void']['notes']; readonly isObstacle: boolean }): ReactElement | null {
  if (notes.length === 0) {
    return null;
  }
  const icon = isObstacle ? (
    <IconAlertTriangle size={16} aria-hidden color="var(--mantine-color-error)" />
  ) : (
    <IconInfoCircle size={16} aria-hidden />
  );
  return (
    <List size="sm" mt={4} spacing={4} icon={icon}>
      {notes.map(({ code, message, details }) => (
        <List.Item key={`${code} ${message}`}>{texts.undo.note(code, message, details)}</List.Item>
      ))}
    </List>
  );
}

import { Button, Group, TextInput, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconSearch } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';

import { useCompany } from '../../lib/company.ts';
import { useKeys } from '../../lib/keys.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { GUIDE } from '../../lib/guide/guide-source.ts';
import { searchTasks } from '../../lib/guide/guide-tasks.ts';
import { GuideText } from './guide-text.tsx';
import styles from './help.module.css';
import { TaskList } from './task-list.tsx';

const addressOf = ({ task, q }: SearchTexts): { readonly task: string | undefined; readonly q: string } => ({ task, q: q ?? '' });

/** The guide, task by task; which one is open and what is searched for are in the address. */
export function HelpScreen(): ReactElement {
  const company = useCompany();
  const [{ task, q }, changeAddress] = useAddressState(addressOf);
  const field = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => field.current?.focus() });
  const found = searchTasks(GUIDE, q);
  const openTask = GUIDE.find(({ id }) => id === task) ?? found[0];
  return (
    <>
      <PageHeader title={texts.help.title} hint={texts.help.hint}>
        <TextInput
          ref={field}
          type="search"
          size="xs"
          w={240}
          aria-label={texts.help.search}
          placeholder={texts.help.searchHint}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={q}
          onChange={({ currentTarget }) => changeAddress({ q: currentTarget.value, task: undefined }, { replace: true })}
        />
      </PageHeader>
      <div className={styles['guide']}>
        <TaskList company={company} tasks={found} openId={openTask?.id} search={q} />
        {openTask === undefined ? (
          <EmptyState title={texts.help.nothingFound} hint={texts.help.nothingFoundHint} />
        ) : (
          <Task key={openTask.id} id={openTask.id} isAsked={task !== undefined} open={(id) => changeAddress({ task: id })} />
        )}
      </div>
    </>
  );
}

interface TaskProps {
  readonly id: string;
  /** Somebody has chosen it: on a narrow window it stands below the list then. */
  readonly isAsked: boolean;
  readonly open: (id: string) => void;
}

function Task({ id, isAsked, open }: TaskProps): ReactElement {
  const place = GUIDE.findIndex((task) => task.id === id);
  const task = GUIDE[place];
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Braces: newer Chromium answers with a promise, which React would take for a clean-up.
    if (isAsked) {
      article.current?.scrollIntoView({ block: 'start' });
    }
  }, [isAsked]);
  const before = GUIDE[place - 1];
  const after = GUIDE[place + 1];
  return (
    <article ref={article} aria-labelledby="guide-task" className={styles['task']}>
      <Title order={2} size="h4" id="guide-task" mb="xs">
        {task?.title}
      </Title>
      <GuideText text={task?.text ?? ''} />
      <Group justify="space-between" mt="lg">
        {before === undefined ? (
          <span />
        ) : (
          <Button variant="subtle" size="xs" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => open(before.id)}>
            {texts.help.previous(before.title)}
          </Button>
        )}
        {after !== undefined && (
          <Button variant="subtle" size="xs" rightSection={<IconArrowRight size={14} aria-hidden />} onClick={() => open(after.id)}>
            {texts.help.next(after.title)}
          </Button>
        )}
      </Group>
    </article>
  );
}

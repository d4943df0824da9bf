import { Button, Checkbox, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { COLOUR_CHOICES } from '../../../../shared/domain/preferences.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { useColours } from '../../ui/colours.ts';
import { LanguageChoice } from '../../ui/language-choice.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './settings.module.css';

type Shown = MethodOutput<'app.preferences'>;
type Changes = MethodInput<'app.savePreferences'>;

/** How Purser is on this computer: saved as soon as it is chosen, because nothing of it touches the books. */
export function ComputerTab(): ReactElement {
  const preferences = useCall('app.preferences', {});
  const save = useCommand('app.savePreferences', {
    onDone: () => notify(texts.computer.saved),
    onFailed: (failure) => notifyFailure(failure),
  });
  const change = (changes: Changes): void => void save.run(changes);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {texts.computer.lead}
      </Text>
      <QueryView query={preferences} lines={8}>
        {(shown) => (
          <div className={styles['policy']}>
            <LooksPanel shown={shown} />
            <TellPanel tell={shown.tell} onChange={(tell) => change({ tell })} />
            <LoginPanel startsAtLogin={shown.startsAtLogin} onChange={(startsAtLogin) => change({ startsAtLogin })} />
          </div>
        )}
      </QueryView>
    </Stack>
  );
}

function LooksPanel({ shown: { colours } }: { readonly shown: Shown }): ReactElement {
  const { choose } = useColours();
  return (
    <Panel title={texts.computer.looks}>
      <Stack gap="sm" align="flex-start">
        <div>
          <Text size="sm" fw={600} mb={4}>
            {texts.computer.colours}
          </Text>
          <SegmentedControl
            size="sm"
            aria-label={texts.computer.colours}
            data={COLOUR_CHOICES.map((value) => ({ value, label: texts.computer.coloursOf[value] }))}
            value={colours}
            onChange={choose}
          />
        </div>
        <LanguageChoice />
        <Text size="xs" c="dimmed">
          {texts.computer.languageHint}
        </Text>
      </Stack>
    </Panel>
  );
}

interface TellPanelProps {
  readonly tell: Shown['tell'];
  readonly onChange: (tell: Shown['tell']) => void;
}

/** Browsers ask the person once whether a page may notify; the desktop app may. */
function TellPanel({ tell, onChange }: TellPanelProps): ReactElement {
  const isKnown = typeof Notification !== 'undefined';
  const [permission, setPermission] = useState(isKnown ? Notification.permission : 'denied');
  const isWanted = tell.reconnect || tell.failures;
  const ask = async (): Promise<void> => setPermission(await Notification.requestPermission());
  const switchTo = async (next: Shown['tell']): Promise<void> => {
    if (isKnown && (next.reconnect || next.failures) && Notification.permission !== 'granted') {
      await ask();
    }
    onChange(next);
  };
  const kinds = [
    { value: 'reconnect', label: texts.computer.tellReconnect },
    { value: 'failures', label: texts.computer.tellFailures },
  ] as const;
  return (
    <Panel title={texts.computer.tell}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {texts.computer.tellHint}
        </Text>
        {kinds.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={tell[value]}
            disabled={!isKnown}
            onChange={({ currentTarget }) => void switchTo({ ...tell, [value]: currentTarget.checked })}
          />
        ))}
        {!isKnown && <Text size="sm">{texts.computer.tellNever}</Text>}
        {isKnown && isWanted && permission === 'default' && (
          <Button size="compact-sm" variant="default" w="fit-content" onClick={() => void ask()}>
            {texts.computer.tellAllow}
          </Button>
        )}
        {isKnown && isWanted && permission === 'denied' && (
          <Text size="sm" role="status">
            {texts.computer.tellRefused}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

interface LoginPanelProps {
  readonly startsAtLogin: boolean | null;
  readonly onChange: (startsAtLogin: boolean) => void;
}

function LoginPanel({ startsAtLogin, onChange }: LoginPanelProps): ReactElement {
  return (
    <Panel title={texts.computer.loginTitle}>
      <Switch
        label={texts.computer.login}
        description={startsAtLogin === null ? texts.computer.loginNever : texts.computer.loginHint}
        checked={startsAtLogin ?? false}
        disabled={startsAtLogin === null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </Panel>
  );
}

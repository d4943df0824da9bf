import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClock,
  IconExclamationCircle,
  IconFileOff,
  IconHelpCircle,
  IconLock,
  IconReceiptRefund,
  IconSend,
  IconSquareCheck,
} from '@tabler/icons-react';
import type { ComponentType, ReactElement } from 'react';

import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import { texts } from '../lib/texts.ts';
import styles from './state-badge.module.css';

type Tone = 'bad' | 'warn' | 'good' | 'busy' | 'quiet' | 'done';

interface Look {
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true; readonly className: string | undefined }>;
  readonly tone: Tone;
}

const LOOKS: Readonly<Record<OrderState, Look>> = {
  uncertain: { icon: IconHelpCircle, tone: 'bad' },
  sending: { icon: IconSend, tone: 'busy' },
  failed: { icon: IconExclamationCircle, tone: 'bad' },
  attention: { icon: IconAlertTriangle, tone: 'warn' },
  excluded: { icon: IconBan, tone: 'quiet' },
  voided: { icon: IconFileOff, tone: 'quiet' },
  credited: { icon: IconReceiptRefund, tone: 'quiet' },
  terminal: { icon: IconLock, tone: 'quiet' },
  posted: { icon: IconCircleCheckFilled, tone: 'done' },
  approved: { icon: IconSquareCheck, tone: 'good' },
  blocked: { icon: IconCircleDashed, tone: 'warn' },
  ready: { icon: IconCheck, tone: 'good' },
  waiting: { icon: IconClock, tone: 'quiet' },
};

/** A state by icon and word; the colour only helps. */
export function StateBadge({ state }: { readonly state: OrderState }): ReactElement {
  const { icon: Icon, tone } = LOOKS[state];
  const { name, meaning } = texts.states[state];
  return (
    <span className={styles['badge']} title={meaning}>
      <Icon size={15} aria-hidden className={styles[tone]} />
      {name}
    </span>
  );
}

/** Any other status by icon and word. */
export function ToneBadge({ tone, children }: { readonly tone: Tone; readonly children: string }): ReactElement {
  const Icon = TONE_ICONS[tone];
  return (
    <span className={styles['badge']}>
      <Icon size={15} aria-hidden className={styles[tone]} />
      {children}
    </span>
  );
}

const TONE_ICONS: Readonly<Record<Tone, Look['icon']>> = {
  bad: IconExclamationCircle,
  warn: IconAlertTriangle,
  good: IconCheck,
  busy: IconSend,
  quiet: IconClock,
  done: IconCircleCheckFilled,
};

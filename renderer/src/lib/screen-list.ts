import {
  IconActivity,
  IconArrowsLeftRight,
  IconBook2,
  IconChecklist,
  IconLayoutDashboard,
  IconListCheck,
  IconPlugConnected,
  IconRepeat,
  IconReportAnalytics,
  IconScale,
  IconSchool,
  IconSettings,
  IconTheater,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

import { texts } from './texts.ts';

export interface ScreenEntry {
  readonly path: string;
  readonly name: string;
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true; readonly stroke: number }>;
  /** Goes there after "g". */
  readonly letter: string;
}

/** The screens of every company, in the order in which the navigation lists them. */
const SCREEN_LIST: readonly ScreenEntry[] = [
  { path: 'overview', name: texts.frame.overview, icon: IconLayoutDashboard, letter: 'o' },
  { path: 'review', name: texts.frame.review, icon: IconChecklist, letter: 'r' },
  { path: 'mapping', name: texts.frame.mapping, icon: IconArrowsLeftRight, letter: 'm' },
  { path: 'replay', name: texts.frame.replay, icon: IconRepeat, letter: 'p' },
  { path: 'rehearsal', name: texts.rehearsal.title, icon: IconTheater, letter: 'e' },
  { path: 'reconcile', name: texts.frame.reconcile, icon: IconScale, letter: 'c' },
  { path: 'completeness', name: texts.completeness.title, icon: IconListCheck, letter: 'l' },
  { path: 'activity', name: texts.frame.activity, icon: IconActivity, letter: 'a' },
  { path: 'audit', name: texts.frame.audit, icon: IconReportAnalytics, letter: 'u' },
  { path: 'connections', name: texts.frame.connections, icon: IconPlugConnected, letter: 'n' },
  { path: 'settings', name: texts.frame.settings, icon: IconSettings, letter: 's' },
  { path: 'help', name: texts.help.title, icon: IconBook2, letter: 'h' },
];

/** Beside the others where nothing is real. */
const PRACTICE_SCREEN: ScreenEntry = { path: 'practice', name: texts.practice.title, icon: IconSchool, letter: 't' };

/** The screens that this company has. */
export const screensOf = (isPractice: boolean): readonly ScreenEntry[] => (isPractice ? [...SCREEN_LIST, PRACTICE_SCREEN] : SCREEN_LIST);

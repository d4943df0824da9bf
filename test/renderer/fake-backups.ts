import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import { NOW } from './fake-shop.ts';

export const supportAnswer = (): MethodOutput<'support.bundle'> => ({
  fileName: 'purser-support-2026-11-22.json',
  sections: [
    { name: 'purser', text: '{\n  "version": "0.1.0"\n}' },
    { name: 'log', text: '[]' },
  ],
  text: '{"purser": {"version": "0.1.0"},"log": []}',
});

/** Two backups in the usual place, no plan, and nothing that goes wrong. */
export const backupAnswers = {
  'backup.list': () => ({
    folder: '/data/backups',
    backups: [
      { file: '/data/backups/practice.daily-2026-11-21T08-00-00.purser-backup', bytes: 3_400_000, writtenAt: NOW, daily: true },
      { file: '/data/backups/practice-2026-11-20T17-00-00.purser-backup', bytes: 3_300_000, writtenAt: NOW, daily: false },
    ],
  }),
  'backup.plan': () => ({ plan: null, last: null, failed: null }),
  'backup.savePlan': ({ plan }: MethodInput<'backup.savePlan'>) => ({
    plan: plan === null ? null : { keep: plan.keep, folder: plan.folder },
  }),
  'backup.make': () => ({ file: '/data/backups/practice-2026-11-22T10-00-00.purser-backup', bytes: 3_400_000, writtenAt: NOW }),
  'backup.open': () => ({ name: 'Harbor & Pine', practice: true, madeAt: NOW, version: '0.1.0', here: 'practice' }),
  'backup.restore': () => ({
    company: { slug: 'practice', name: 'Harbor & Pine', practice: true, createdAt: NOW },
    madeAt: NOW,
    lookedUp: 12,
  }),
  'backup.restoring': () => ({ restoring: null }),
  'backup.stopRestore': () => ({ stopping: true }),
};

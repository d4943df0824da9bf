import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { practiceFolder } from '../../electron/hosts/composition/practice-companies.ts';
import type { PracticeQuickBooksControl } from '../../electron/practice/quickbooks/control.ts';
import { type PracticeBooksView, readPracticeBooks } from '../../electron/practice/quickbooks/inspection.ts';
import { openPracticeBooks } from '../../electron/practice/quickbooks/start.ts';
import type { ShipStationControl } from '../../electron/practice/shipstation/control.ts';
import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../shared/domain/time/zones.ts';
import { purserJson } from './purser-process.ts';
import { makeTempDirectory, type TempDirectory } from './temp-directory.ts';

/** A data directory with one practice company, whose stand-ins can be looked at and troubled from here. */
export interface PracticeData extends Disposable {
  readonly path: string;
  /** Where the stand-ins of the company keep their files. */
  readonly folder: string;
  /** Reads the books as they are now. */
  inBooks<T>(look: (books: PracticeBooksView) => T): T;
  /** Works in the books as a person in QuickBooks, or a trouble. */
  books<T>(work: (control: PracticeQuickBooksControl) => T): T;
  shop<T>(work: (control: ShipStationControl) => T): T;
  remove(): void;
}

/** How far a company has come. */
const STAGES = {
  made: [['company', 'add', 'Practice', '--practice']],
  synced: [['sync']],
  approved: [['approve', '--all-ready']],
} as const;
export type Stage = keyof typeof STAGES;

const templates = new Map<Stage, Promise<TempDirectory>>();

/** A fresh practice company at this stage: walked there once for each test file, through the command line, and copied. */
export async function practiceData(stage: Stage): Promise<PracticeData> {
  const template = await templateOf(stage);
  const directory = makeTempDirectory('data');
  cpSync(template.path, directory.path, { recursive: true });
  return openPracticeData(directory.path, () => directory.remove());
}

/** The stand-ins of the practice company in this data directory. */
export function openPracticeData(path: string, remove: () => void = () => undefined, slug = 'practice'): PracticeData {
  const folder = practiceFolder(join(path, 'companies', slug));
  const options = {
    directory: folder,
    regime: 'us-automated',
    now: () => Date.now(),
    anchorOn: businessDateIn(instantOf(Date.now()), 'America/New_York'),
  } as const;
  return {
    path,
    folder,
    inBooks: (look) => closing(readPracticeBooks(folder), look),
    books: (work) => closing(openPracticeBooks(options), ({ control }) => work(control)),
    shop: (work) => closing(openShipStation(options), ({ control }) => work(control)),
    remove,
    [Symbol.dispose]: remove,
  };
}

function closing<R extends { close(): void }, T>(resource: R, use: (resource: R) => T): T {
  try {
    return use(resource);
  } finally {
    resource.close();
  }
}

async function templateOf(stage: Stage): Promise<TempDirectory> {
  const known = templates.get(stage);
  if (known !== undefined) {
    return known;
  }
  const making = makeTemplate(stage);
  templates.set(stage, making);
  return making;
}

async function makeTemplate(stage: Stage): Promise<TempDirectory> {
  const directory = makeTempDirectory('template');
  process.once('exit', () => directory.remove());
  const before = stageBefore(stage);
  if (before !== null) {
    cpSync((await templateOf(before)).path, directory.path, { recursive: true });
  }
  for (const args of STAGES[stage]) {
    await purserJson(directory.path, args);
  }
  return directory;
}

function stageBefore(stage: Stage): Stage | null {
  // Safe: the object's own keys.
  const stages = Object.keys(STAGES) as Stage[];
  return stages[stages.indexOf(stage) - 1] ?? null;
}

/** Who holds the data directory, as its note says; null where there is none. */
export function lockHolder(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(path, 'lock-holder.json'), 'utf8'));
  } catch {
    return null;
  }
}

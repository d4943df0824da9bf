import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { BackupPlan } from '../company-secrets.ts';
import type { BackupFiles, StoredBackup } from '../ports/backup-files.ts';

/** The folder that a plan's backups go to. */
export const folderOf = (backups: Pick<BackupFiles, 'folder'>, plan: Pick<BackupPlan, 'folder'> | null): string =>
  plan?.folder ?? backups.folder;

/** "2026-11-23T10-04-05": no character that a file system refuses. */
const stampOf = (at: Instant): string => at.slice(0, 19).replaceAll(':', '-');

/** A dot stands in no short name, so that one company's daily backups are never another's. */
const dailyPrefix = (slug: string): string => `${slug}.daily-`;

export const dailyFile = (folder: string, slug: string, at: Instant): string =>
  `${folder}/${dailyPrefix(slug)}${stampOf(at)}.purser-backup`;

/** One that a person asks for: the plan takes none of these away. */
export const ownFile = (folder: string, slug: string, at: Instant): string => `${folder}/${slug}-${stampOf(at)}.purser-backup`;

/** Whether a file is of the plan of this company, and not one that a person asked for. */
export const isDailyOf = (slug: string, { file }: Pick<StoredBackup, 'file'>): boolean =>
  (file.split(/[/\\]/).at(-1) ?? '').startsWith(dailyPrefix(slug));

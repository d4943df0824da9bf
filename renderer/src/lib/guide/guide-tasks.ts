import { plainText } from '../plain-text.ts';

/** One task of the guide: a part of docs/guide.md or of its translation under a heading of the second level. */
export interface GuideTask {
  /** What the address carries, the same in every language: "clear-the-day". */
  readonly id: string;
  readonly title: string;
  /** Markdown, without the heading. */
  readonly text: string;
}

const HEADING = /^## (.+)$/;

/** A translation names the id of the English task above its own heading. GitHub takes it as an anchor, so links work there too. */
const ANCHOR = /^<a id="([a-z0-9-]+)"><\/a>$/;

/** "Clear the day" as "clear-the-day", the same as GitHub makes of a heading, so that links work in both places. */
export const taskId = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');

/**
 * The tasks in their order. What stands before the first heading is the guide's front, and not a task. The id is that of the
 * anchor before the heading; without one it is made of the title.
 */
export function guideTasks(guide: string): readonly GuideTask[] {
  const tasks: { id: string; title: string; lines: string[] }[] = [];
  let anchor: string | undefined;
  for (const line of guide.split('\n')) {
    const named = ANCHOR.exec(line)?.[1];
    const title = HEADING.exec(line)?.[1];
    if (named !== undefined) {
      anchor = named;
    } else if (title !== undefined) {
      tasks.push({ id: anchor ?? taskId(title), title, lines: [] });
      anchor = undefined;
    } else {
      tasks.at(-1)?.lines.push(line);
    }
  }
  return tasks.map(({ id, title, lines }) => ({ id, title, text: lines.join('\n').trim() }));
}

/** The tasks that have every word; those that have them in their title come first. */
export function searchTasks(tasks: readonly GuideTask[], search: string): readonly GuideTask[] {
  const words = plainText(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const inTitle = ({ title }: GuideTask): boolean => words.every((word) => plainText(title).includes(word));
  const found = tasks.filter(({ title, text }) => words.every((word) => plainText(`${title}\n${text}`).includes(word)));
  return [...found.filter(inTitle), ...found.filter((task) => !inTitle(task))];
}

/** One task of the guide: a part of docs/guide.md under a heading of the second level. */
export interface GuideTask {
  /** What the address carries: "clear-the-day". */
  readonly id: string;
  readonly title: string;
  /** Markdown, without the heading. */
  readonly text: string;
}

const HEADING = /^## (.+)$/;

/** "Clear the day" as "clear-the-day", the same as GitHub makes of a heading, so that links work in both places. */
export const taskId = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');

/** The tasks in their order. What stands before the first heading is the guide's front, and not a task. */
export function guideTasks(guide: string): readonly GuideTask[] {
  const tasks: { id: string; title: string; lines: string[] }[] = [];
  for (const line of guide.split('\n')) {
    const title = HEADING.exec(line)?.[1];
    if (title !== undefined) {
      tasks.push({ id: taskId(title), title, lines: [] });
    } else {
      tasks.at(-1)?.lines.push(line);
    }
  }
  return tasks.map(({ id, title, lines }) => ({ id, title, text: lines.join('\n').trim() }));
}

/** Compared without case and accents, so that "anadir" finds "añadir". */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The tasks that have every word; those that have them in their title come first. */
export function searchTasks(tasks: readonly GuideTask[], search: string): readonly GuideTask[] {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const inTitle = ({ title }: GuideTask): boolean => words.every((word) => plain(title).includes(word));
  const found = tasks.filter(({ title, text }) => words.every((word) => plain(`${title}\n${text}`).includes(word)));
  return [...found.filter(inTitle), ...found.filter((task) => !inTitle(task))];
}

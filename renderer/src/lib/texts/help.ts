export const helpTexts = {
  title: 'Guide',
  hint: 'Task by task. It is part of Purser and needs no network.',
  contents: 'Tasks',
  search: 'Search the guide',
  searchHint: 'void, split, tax, key',
  found: (count: number) => (count === 1 ? '1 task' : `${count} tasks`),
  nothingFound: 'No task has these words',
  nothingFoundHint: 'Try one word, or a part of one.',
  next: (title: string) => `Next: ${title}`,
  previous: (title: string) => `Before: ${title}`,
  goToTask: (title: string) => `Guide: ${title}`,
};

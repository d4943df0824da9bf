const kinds: Readonly<Record<string, string>> = { sync: 'Pull', refresh: 'Refresh lists', post: 'Post', replay: 'Replay', plan: 'Plan' };
const statuses: Readonly<Record<string, string>> = {
  running: 'Running',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Cut off',
};
const counts: Readonly<Record<string, string>> = {
  pulled: 'pulled',
  created: 'new',
  changed: 'changed',
  unchanged: 'unchanged',
  parked: 'unreadable',
  ready: 'ready',
  blocked: 'blocked',
  posted: 'posted',
  updated: 'ship data updated',
  uncertain: 'uncertain',
  failed: 'refused',
  voided: 'voided',
};

export const activityTexts = {
  title: 'Activity',
  kinds,
  statuses,
  counts,
  run: 'Run',
  started: 'Started',
  took: 'Took',
  by: 'By',
  status: 'Status',
  result: 'Result',
  running: 'running',
  emptyTitle: 'Nothing has run yet',
  emptyHint: 'Each pull, post, replay and refresh is listed here with its counts. Sync now starts the first.',
};

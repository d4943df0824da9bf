/** What Purser does at length, one at a time in each company. */
export const RUN_KINDS = ['sync', 'refresh', 'post', 'replay', 'plan', 'sweep', 'relay', 'rehearsal', 'backup'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** "interrupted": the process ended in the middle of it; "stopped": a person asked for that. */
export const RUN_STATUSES = ['running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A cursor of a list that is held in memory: how many rows came before. Anything else begins at the start. */
export function startOf(cursor: string | null): number {
  const start = Number(cursor ?? 0);
  return Number.isSafeInteger(start) && start > 0 ? start : 0;
}

/** Null: there is nothing after it. */
export function nextOf(end: number, count: number): string | null {
  return end < count ? String(end) : null;
}

/** A value in quotes as Intuit's query language takes it: \' and \\ ("Data queries"; doubling the quote is an error). */
export function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Largest page of a query. */
export const LARGEST_PAGE = 1000;
/** Ids in one IN list: longer ones were refused in the field. */
export const MOST_IDS = 100;
/** Longer statements go in the body of a POST: addresses have limits on the way. */
export const LONGEST_ADDRESS_STATEMENT = 1500;

/**
 * A statement with everything that paging needs: a unique, unchanging order (answers come in other orders by themselves) and
 * an explicit page (the default is 100 rows).
 */
export function selectText(entity: string, where: string | null, page: { readonly from: number; readonly size: number }): string {
  return `SELECT * FROM ${entity}${where === null ? '' : ` WHERE ${where}`} ORDERBY Id STARTPOSITION ${page.from} MAXRESULTS ${page.size}`;
}

import type { RenderedObject } from '../../rendering/json-text.ts';
import type { StoredPage } from '../../storage/query.ts';
import type { Answer } from '../answer.ts';

export interface V2Request {
  readonly method: string;
  /** In small letters, without a slash at the end. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: string;
  /** Where links lead: http://127.0.0.1:port */
  readonly baseUrl: string;
}

/** A page of a V2 list with its links; those that lead nowhere are {}. */
export function v2Page<T>(
  request: V2Request,
  collection: string,
  { rows, total }: StoredPage<T>,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  render: (row: T) => RenderedObject,
): Answer {
  const pages = Math.ceil(total / pageSize);
  const link = (to: number): RenderedObject => ({ href: linkTo(request, to, pageSize) });
  return {
    kind: 'list',
    collection,
    elements: rows.map(render),
    paging: {
      total,
      page,
      pages,
      links: {
        first: link(1),
        last: link(Math.max(pages, 1)),
        prev: page > 1 && page <= pages + 1 ? link(page - 1) : {},
        next: page < pages ? link(page + 1) : {},
      },
    },
  };
}

function linkTo({ baseUrl, path, search }: V2Request, page: number, pageSize: number): string {
  const query = new URLSearchParams(search);
  query.set('page', String(page));
  query.set('page_size', String(pageSize));
  return `${baseUrl}${path}?${query.toString()}`;
}

/** A list that V2 gives whole, under its name. */
export const v2List = (collection: string, elements: readonly RenderedObject[]): Answer => ({
  kind: 'list',
  collection,
  elements,
  paging: {},
});

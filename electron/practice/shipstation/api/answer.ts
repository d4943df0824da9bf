import type { Rendered, RenderedObject } from '../rendering/json-text.ts';
import type { StoredPage } from '../storage/query.ts';

/** What a request is answered with, before it is written: faults can still change it. */
export type Answer =
  | {
      readonly kind: 'list';
      /** "orders" in `{"orders":[…],"total":…}`; null for the bare arrays. */
      readonly collection: string | null;
      readonly elements: readonly (RenderedObject | null)[];
      /** What stands beside the list: total, page, pages. */
      readonly paging: RenderedObject;
    }
  | { readonly kind: 'record'; readonly record: RenderedObject }
  /** Something was done as asked. */
  | { readonly kind: 'done'; readonly status: 200 | 204; readonly body: RenderedObject | null }
  | { readonly kind: 'problem'; readonly status: number; readonly body: RenderedObject | null };

export function pageAnswer<T>(
  collection: string,
  { rows, total }: StoredPage<T>,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  render: (row: T) => RenderedObject,
): Answer {
  return { kind: 'list', collection, elements: rows.map(render), paging: { total, page, pages: Math.ceil(total / pageSize) } };
}

export const arrayAnswer = (elements: readonly RenderedObject[]): Answer => ({ kind: 'list', collection: null, elements, paging: {} });

export const problem = (status: number, message: string): Answer => ({ kind: 'problem', status, body: { message } });

/** 404 as V1 gives it for an id that it does not know. */
export const notFound = (message: string): Answer => ({ kind: 'problem', status: 404, body: { Message: message } });

/** 400 in ASP.NET's own shape, which V1 uses for values that it can't read. */
export function invalidRequest(problems: Readonly<Record<string, readonly string[]>>): Answer {
  return { kind: 'problem', status: 400, body: { Message: 'The request is invalid.', ModelState: problems } };
}

export function statusOf(answer: Answer): number {
  return answer.kind === 'problem' || answer.kind === 'done' ? answer.status : 200;
}

/** The body as V1 shapes it; null where the answer has none. */
export function bodyOf(answer: Answer): Rendered | null {
  if (answer.kind === 'problem' || answer.kind === 'done') {
    return answer.body;
  }
  if (answer.kind === 'record') {
    return answer.record;
  }
  return answer.collection === null ? answer.elements : { [answer.collection]: answer.elements, ...answer.paging };
}

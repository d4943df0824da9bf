import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';

/** In the order in which a person goes through them. */
export const STEP_NAMES = ['source', 'books', 'lists', 'stores', 'startDate', 'shipping', 'pull', 'products', 'rehearsal'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  readonly name: StepName;
  readonly title: string;
  /** `later`: it can't be done yet. */
  readonly state: 'done' | 'open' | 'later';
  /** What is done, or what is missing, in words. */
  readonly text: string;
  readonly why: string;
}

/** What is known of a company's set-up. */
export interface SetUpFacts {
  readonly connections: MethodOutput<'connection.list'>;
  readonly mappings: MethodOutput<'mapping.show'>;
  /** Products that wait for a mapping. */
  readonly unmappedProducts: number;
  readonly areListsRead: boolean;
  readonly isPulled: boolean;
  /** When the last rehearsal ended, in words; null before the first. */
  readonly rehearsed: string | null;
}

/** The set-up as steps, each with its state: nothing is remembered, everything is read from what is there. */
export function setUpSteps(facts: SetUpFacts): readonly Step[] {
  const { source, books } = facts.connections;
  const areBothConnected = source.status === 'connected' && books.status === 'connected';
  const { policy, stores } = facts.mappings;
  const { steps } = texts.setUp;
  const configured = stores.filter((store) => store.configured);
  const areStoresDone = stores.length > 0 && configured.length === stores.length;
  const isDone: Readonly<Record<StepName, boolean>> = {
    source: source.status === 'connected',
    books: books.status === 'connected',
    lists: facts.areListsRead,
    stores: areStoresDone,
    startDate: policy.startOn !== null,
    shipping: policy.shipping.as === 'field' || policy.shipping.defaultItem !== null || facts.mappings.shippingMethods.length > 0,
    pull: facts.isPulled,
    products: facts.isPulled && facts.unmappedProducts === 0,
    rehearsal: facts.rehearsed !== null,
  };
  const isReachable: Readonly<Record<StepName, boolean>> = {
    source: true,
    books: true,
    lists: areBothConnected,
    stores: stores.length > 0,
    startDate: true,
    shipping: facts.areListsRead,
    pull: areBothConnected,
    products: facts.isPulled,
    rehearsal: areBothConnected,
  };
  const words: Readonly<Record<StepName, readonly [done: string, missing: string]>> = {
    source: [steps.source.done(source.label ?? ''), steps.source.missing],
    books: [steps.books.done(books.label ?? ''), steps.books.missing],
    lists: [steps.lists.done, steps.lists.missing],
    stores: [
      steps.stores.done(formatCount(configured.filter((store) => store.policy.include).length), formatCount(stores.length)),
      stores.length === 0 ? steps.stores.none : steps.stores.missing(formatCount(configured.length), formatCount(stores.length)),
    ],
    startDate: [policy.startOn === null ? '' : steps.startDate.done(formatDate(policy.startOn)), steps.startDate.missing],
    shipping: [shippingText(facts.mappings), steps.shipping.missing],
    pull: [steps.pull.done, steps.pull.missing],
    products: [
      steps.products.done,
      facts.isPulled ? steps.products.missing(texts.common.products(facts.unmappedProducts)) : steps.products.later,
    ],
    rehearsal: [steps.rehearsal.done(facts.rehearsed ?? ''), steps.rehearsal.missing],
  };
  return STEP_NAMES.map((name) => ({
    name,
    title: steps[name].name,
    state: stateOf(isDone[name], isReachable[name]),
    text: words[name][isDone[name] ? 0 : 1],
    why: steps[name].why,
  }));
}

function stateOf(isDone: boolean, isReachable: boolean): Step['state'] {
  if (isDone) {
    return 'done';
  }
  return isReachable ? 'open' : 'later';
}

function shippingText({ shippingMethods }: MethodOutput<'mapping.show'>): string {
  const { done, doneDefault } = texts.setUp.steps.shipping;
  return shippingMethods.length === 0 ? doneDefault : done(texts.common.methods(shippingMethods.length));
}

/** New products turn up every week: they belong to the daily work, and hold up no start. */
export const openSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(({ name, state }) => state !== 'done' && name !== 'products');

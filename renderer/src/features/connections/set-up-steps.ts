import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';

/** In the order in which a person goes through them. */
const STEP_NAMES = ['source', 'books', 'lists', 'start', 'shipping', 'stores', 'pull', 'products'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  readonly name: StepName;
  readonly isDone: boolean;
  /** What is open, in words. */
  readonly hint: string;
  /** False while it can't be done yet. */
  readonly isReachable: boolean;
}

/** What is known of a company's set-up. */
export interface SetUpFacts {
  readonly connections: MethodOutput<'connection.list'>;
  readonly mappings: MethodOutput<'mapping.show'>;
  /** Products that wait for a mapping. */
  readonly unmappedProducts: number;
  readonly areListsRead: boolean;
  readonly isPulled: boolean;
}

/** What asks both services. */
const NEEDS_BOTH: readonly StepName[] = ['lists', 'pull'];

/** The set-up as steps, each with its state: nothing is remembered, everything is read from what is there. */
export function setUpSteps(facts: SetUpFacts): readonly Step[] {
  const { source, books } = facts.connections;
  const { policy, stores, shippingMethods } = facts.mappings;
  const isSourceConnected = source.status === 'connected';
  const areBooksConnected = books.status === 'connected';
  const configured = stores.filter(({ configured: isConfigured }) => isConfigured).length;
  const isDone: Readonly<Record<StepName, boolean>> = {
    source: isSourceConnected,
    books: areBooksConnected,
    lists: facts.areListsRead,
    start: policy.startOn !== null,
    shipping: policy.shipping.defaultItem !== null || shippingMethods.length > 0,
    stores: stores.length > 0 && configured === stores.length,
    pull: facts.isPulled,
    products: facts.isPulled && facts.unmappedProducts === 0,
  };
  const hints: Partial<Record<StepName, string>> = {
    ...(stores.length > 0
      ? { stores: `${texts.connections.steps.stores.open} ${texts.connections.storesLeft(configured, stores.length)}` }
      : {}),
    products: facts.isPulled ? texts.connections.productsLeft(facts.unmappedProducts) : texts.connections.productsLater,
  };
  const areBothConnected = isSourceConnected && areBooksConnected;
  return STEP_NAMES.map((name) => ({
    name,
    isDone: isDone[name],
    hint: hints[name] ?? texts.connections.steps[name].open,
    isReachable: areBothConnected || !NEEDS_BOTH.includes(name),
  }));
}

/** New products turn up every week: they belong to the daily work, not to the set-up. */
export const isSetUp = (steps: readonly Step[]): boolean => steps.every(({ name, isDone }) => isDone || name === 'products');

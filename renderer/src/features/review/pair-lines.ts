import type { MethodOutput } from '../../../../shared/contract/client.ts';

type Shown = MethodOutput<'order.show'>;
export type OrderDetailView = Shown['order'];
export type PlanView = NonNullable<Shown['plan']>;
export type PlanLine = PlanView['lines'][number];
export type OrderItem = OrderDetailView['items'][number];

/** One row of the side by side: what the order says, and the lines that it becomes. */
export interface LinePair {
  readonly key: string;
  /** Null where the line comes from no item: shipping, tax, a coupon, rounding. */
  readonly item: OrderItem | null;
  /** An amount of the order as a whole, with what it is. */
  readonly orderLevel: { readonly kind: 'shipping' | 'tax'; readonly amount: string } | null;
  readonly line: PlanLine | null;
}

const isZero = (amount: string): boolean => /^-?0(?:\.0+)?$/.test(amount);

/**
 * Lines of the document beside what they come from, in the order's own order: items first, then shipping and tax, then what
 * only the document has. Nothing of either side is left out.
 */
export function pairLines(members: readonly OrderDetailView[], plan: PlanView | null): readonly LinePair[] {
  const lines = plan?.lines ?? [];
  const used = new Set<PlanLine>();
  const take = (matches: (line: PlanLine) => boolean): readonly PlanLine[] => {
    const taken = lines.filter((line) => !used.has(line) && matches(line));
    taken.forEach((line) => used.add(line));
    return taken;
  };
  const pairs = members.flatMap((member) => [
    ...member.items.flatMap((item) =>
      pairsOf(
        `item ${item.orderItemId}`,
        item,
        null,
        take((line) => line.orderId === member.orderId && line.orderItemId === item.orderItemId),
      ),
    ),
    ...levelPairs(member, 'shipping', member.shippingAmount, take),
    ...levelPairs(member, 'tax', member.taxAmount, take),
  ]);
  const rest = lines
    .filter((line) => !used.has(line))
    .map((line, index): LinePair => ({ key: `line ${index}`, item: null, orderLevel: null, line }));
  return [...pairs, ...rest];
}

function levelPairs(
  member: OrderDetailView,
  kind: 'shipping' | 'tax',
  amount: string,
  take: (matches: (line: PlanLine) => boolean) => readonly PlanLine[],
): readonly LinePair[] {
  const taken = take((line) => line.role === kind && line.orderId === member.orderId);
  return taken.length === 0 && isZero(amount) ? [] : pairsOf(`${kind} ${member.orderId}`, null, { kind, amount }, taken);
}

/** A first row with both sides; further lines of the same source below it, alone. */
function pairsOf(key: string, item: OrderItem | null, orderLevel: LinePair['orderLevel'], lines: readonly PlanLine[]): readonly LinePair[] {
  const [first = null, ...more] = lines;
  return [
    { key, item, orderLevel, line: first },
    ...more.map((line, index) => ({ key: `${key} ${index}`, item: null, orderLevel: null, line })),
  ];
}

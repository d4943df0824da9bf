import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import { addDays, instantOf, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { ShippingMargin } from '../ports/store/figures-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type Margin = MethodOutput<'figures.shipping'>['margins'][number];

const USUAL_DAYS = 60;

export function figuresHandlers(parts: UseCaseParts): HandlersOf<'figures.shipping' | 'figures.runs'> {
  return {
    'figures.shipping': ({ company, from, to }) =>
      inCompany(parts, company, ({ store }) => {
        const today = businessDateIn(instantOf(parts.ports.clock.now()), store.config.current().policy.timeZone);
        const last = to === null ? today : parseBusinessDate(to);
        const first = from === null ? addDays(last ?? today, 1 - USUAL_DAYS) : parseBusinessDate(from);
        if (last === null || first === null) {
          return fail(faultOf('contract/bad-input', { from, to }, `${first === null ? from : to} is on no calendar.`));
        }
        const { labelled, unlabelled } = store.figures.shippingMargins(first, last);
        const reference = store.orders.sourceReference();
        const named = (margin: ShippingMargin): Margin => marginView(margin, reference);
        return ok({ from: first, to: last, margins: labelled.map(named), unlabelled: unlabelled.map(named) });
      }),
    'figures.runs': ({ company, kind, limit }) =>
      inCompany(parts, company, ({ store }) => ok({ runs: store.figures.runTimes(kind, limit).map((run) => ({ ...run })) })),
  };
}

function marginView(margin: ShippingMargin, { carriers, services }: SourceReference): Margin {
  const { carrierCode, serviceCode } = margin;
  const service = services.find((known) => known.carrierCode === carrierCode && known.serviceCode === serviceCode);
  return {
    ...margin,
    carrierName: carriers.find((known) => known.carrierCode === carrierCode)?.name ?? carrierCode,
    serviceName: service?.name ?? serviceCode,
  };
}

import { REPORT_TEXTS } from '../../../../../shared/contract/report-texts.ts';
import type { Texts } from '../../texts.ts';
import { auditSummary } from './audit-summaries.ts';
import { faultText, nextStepText, remedyText } from './faults.ts';
import { findingNameText, findingSentence } from './findings.ts';
import { KEY_MISTAKES } from './key-mistakes.ts';
import { ACTORS, BECAUSE, RUNNING, ruleText } from './words-of-core.ts';

const CHOICES: Readonly<Record<Parameters<Texts['told']['choice']>[0], string>> = {
  'rounding-line': 'Poner la diferencia en una línea de redondeo',
  coupon: 'Tratar lo que no se pagó como un cupón de descuento',
  'one-line': 'Contabilizarlo como una sola línea con un artículo',
  'first-open-day': 'Fecharlo en el primer día abierto',
  adopt: 'Es este documento: vincularlo',
  'post-anyway': 'Contabilizarlo de todos modos',
  'use-customer': 'Usar este cliente',
  'create-customer': 'Crear un cliente nuevo',
  void: 'Anularlo en QuickBooks',
  keep: 'Dejarlo como está',
  update: 'Actualizarlo en QuickBooks',
  'void-and-post-anew': 'Anularlo y contabilizarlo de nuevo',
  'credit-memo': 'Hacer una nota de crédito con fecha de hoy',
  'record-payment': 'Registrar el pago',
  'amount-paid-as-total': 'El total es lo que se pagó',
  'lines-as-total': 'El total son las líneas, el envío y el impuesto',
  'date-of-shipping': 'Fecharlo el día en que se envió',
  'date-of-arrival': 'Fecharlo el día en que llegó a ShipStation',
};

const HINTS: Readonly<Record<string, string>> = {
  'one-line': 'Id de un artículo de QuickBooks',
  adopt: 'Id del documento de QuickBooks',
  'use-customer': 'Id de un cliente de QuickBooks',
};

const known = (table: Readonly<Record<string, string>>, key: string): string | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

export const toldTexts: Texts['told'] = {
  findingName: findingNameText,
  finding: findingSentence,
  choice: (choice, label) => known(CHOICES, choice) ?? label,
  valueHint: (choice, hint) => known(HINTS, choice) ?? hint,
  fault: faultText,
  nextStep: nextStepText,
  remedy: remedyText,
  audit: auditSummary,
  actor: (actor) => known(ACTORS, actor) ?? actor,
  rule: ruleText,
  because: (because) => known(BECAUSE, because) ?? because,
  keyMistake: (kind) => KEY_MISTAKES[kind],
  running: (label) => known(RUNNING, label) ?? label,
  difference: (kind, message, orderNumber) => {
    const sentence = known(REPORT_TEXTS.es.sentences ?? {}, kind);
    return sentence === null ? message : `Pedido ${orderNumber}: ${sentence}`;
  },
};

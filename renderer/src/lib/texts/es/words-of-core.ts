/** What is running, by the label that Purser gives it. */
export const RUNNING: Readonly<Record<string, string>> = {
  Planning: 'Planificando',
  'Refreshing reference data': 'Actualizando las listas',
  'Looking at what ShipStation told': 'Consultando lo que avisó ShipStation',
  Rehearsing: 'Ensayando',
  'Pulling orders': 'Descargando pedidos',
  Voiding: 'Anulando',
  Posting: 'Contabilizando',
  Replaying: 'Reintentando',
  'Excluding orders': 'Excluyendo pedidos',
  'Including orders again': 'Incluyendo pedidos de nuevo',
  'Withdrawing approvals': 'Retirando aprobaciones',
  'Linking the document': 'Vinculando el documento',
  'Writing a credit memo': 'Haciendo una nota de crédito',
  'Recording the payment': 'Registrando el pago',
  'Updating the document': 'Actualizando el documento',
  'Trying unreadable records again': 'Reintentando los registros ilegibles',
  'Checking completeness': 'Comprobando la integridad',
  'Writing the backup': 'Escribiendo la copia de seguridad',
};

/** Why a record is suggested. */
export const BECAUSE: Readonly<Record<string, string>> = {
  'Same SKU': 'Mismo SKU',
  'Same name': 'Mismo nombre',
  'The SKU is part of its name': 'El SKU es parte de su nombre',
  'Similar name': 'Nombre parecido',
  'As before': 'Como antes',
};

/** Rules by which amounts come to be, as plans name them; the longest first, because some hold others. */
const RULES: readonly (readonly [string, string])[] = [
  [
    'the whole order as one line, less shipping and tax, as a person chose',
    'todo el pedido en una línea, menos envío e impuesto, como eligió una persona',
  ],
  [
    'what the lines, shipping and tax differ from the order’s total',
    'lo que las líneas, el envío y el impuesto difieren del total del pedido',
  ],
  [
    'the order’s shipping charge, on the item of its shipping method',
    'el cargo por envío del pedido, en el artículo de su método de envío',
  ],
  ['the order’s tax, on the item of the liability account', 'el impuesto del pedido, en el artículo de la cuenta de pasivo'],
  ['order total − amount paid, taken as a coupon', 'total del pedido − importe pagado, tomado como cupón'],
  ['quantity × unit price, rounded half up to the cent', 'cantidad × precio unitario, redondeado al centavo'],
  ['less the tax that the price includes', 'menos el impuesto que el precio incluye'],
  ['a positive adjustment is a charge', 'un ajuste positivo es un cargo'],
  ['a negative price is a discount', 'un precio negativo es un descuento'],
];

/** A rule in Spanish: its known parts are put in Spanish words, numbers stay. */
export const ruleText = (rule: string): string => RULES.reduce((text, [english, spanish]) => text.replaceAll(english, spanish), rule);

/** Who did it, where it was no one by name. */
export const ACTORS: Readonly<Record<string, string>> = {
  person: 'persona',
  schedule: 'programación',
  relay: 'relé',
};

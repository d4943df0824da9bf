import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

const streams: Readonly<Record<string, string>> = { orders: 'Pedido', shipments: 'Etiqueta', fulfillments: 'Marca de envío' };

export const completenessTexts: Texts['completeness'] = {
  title: 'Integridad',
  hint: 'Todos los pedidos de los últimos 45 días, contados en ShipStation y aquí',
  checkNow: 'Comprobar ahora',
  checking: 'Comprobando',
  checked: 'Integridad comprobada',
  result: (compared, missing) =>
    `${counted(compared, 'pedido comparado', 'pedidos comparados')}, ${missing === 0 ? 'no faltaba ninguno' : counted(missing, 'faltaba y se recuperó', 'faltaban y se recuperaron')}.`,
  emptyTitle: 'Todavía sin comprobar',
  emptyHint: 'El primer control sigue a la primera descarga programada, una vez al día. También se puede hacer ahora.',
  underWay: 'Hay un control en curso. Cede el paso a todo lo demás y continúa solo.',

  allHere: 'No falta nada',
  differs: (days) => `Las cantidades difieren en ${counted(days, 'día', 'días')} de una tienda`,
  keptAside: (records) =>
    records === 1
      ? '1 registro de ShipStation todavía no se puede leer, así que no está en los libros'
      : `${counted(records, 'registro', 'registros')} de ShipStation todavía no se pueden leer, así que no están en los libros`,
  doubted: (orders) =>
    `${orders === 1 ? '1 pedido guardado aquí no está' : `${counted(orders, 'pedido guardado', 'pedidos guardados')} aquí no están`} en la lista de ShipStation. Compruebe en Conexiones que la clave es de la cuenta de esta empresa.`,
  asOf: 'Completo al',
  asOfHint: (compared) =>
    `${counted(compared, 'pedido creado desde entonces se comparó', 'pedidos creados desde entonces se compararon')}:`,
  since: 'pedidos creados en ShipStation desde',
  compared: 'Comparados',
  fetched: 'Recuperados por el control',
  shipping: 'Etiquetas y marcas recuperadas',
  gone: 'Eliminados de ShipStation',
  comparedHint: 'pedidos de ShipStation',
  fetchedHint: 'pedidos que aquí faltaban o eran más antiguos',
  shippingHint: 'etiquetas, anulaciones, marcas de envío',
  goneHint: 'eliminados allí, conservados aquí',
  overlooked: (orders) =>
    orders === 1
      ? '1 pedido debió llegar con una descarga anterior. El control lo trajo.'
      : `${counted(orders, 'pedido', 'pedidos')} debieron llegar con una descarga anterior. El control los trajo.`,

  byStore: 'Por tienda',
  byStoreHint: 'ShipStation solo sabe lo último que le llegó del canal.',
  store: 'Tienda',
  heard: 'Última noticia que tuvo ShipStation',
  heardOf: (store) => `Última noticia de ${store} en ShipStation`,
  inSource: 'En ShipStation',
  here: 'Aquí',
  verdict: 'Resultado',
  same: 'Igual',
  fewer: (n) => `${n} menos aquí`,
  moreHere: (n) => `${n} más aquí`,
  fetchedNow: (n) => `Igual, ${counted(n, 'recuperado', 'recuperados')} ahora`,
  noOrders: 'Sin pedidos en estos días',
  unknownStore: 'sin indicar',

  byDay: 'Por tienda y día',
  byDayHint: 'Por el día en que ShipStation creó el pedido, en la zona horaria de la empresa',
  day: 'Día',
  allStores: 'Todas las tiendas',
  onlyDifferences: 'Solo diferencias',
  noDifferences: 'Ningún día tiene diferencias',
  noDifferencesHint: 'ShipStation y Purser cuentan lo mismo.',

  parked: 'Registros que no se pueden leer',
  parkedHint: 'Se apartan y se reintentan solos, cada vez con menos frecuencia',
  noParked: 'Se pudieron leer todos los registros.',
  record: 'Registro',
  recordOf: (stream, id) => `${streams[stream] ?? stream} ${id ?? 'sin id'}`,
  reason: 'Motivo',
  asideSince: 'Desde',
  tries: 'Intentos',
  nextTry: 'Próximo intento',
  dueNow: 'con la próxima descarga',
  retryOne: 'Intentar ahora',
  retryOneOf: (record) => `Intentar ahora con: ${record}`,
  retryAll: 'Intentar todos ahora',
  retried: 'Intentado de nuevo',
  retryResult: (arrived, parked) =>
    `${arrived === 0 ? 'Ninguno se pudo leer' : counted(arrived, 'llegó', 'llegaron')}${parked > 0 ? `, ${counted(parked, 'sigue apartado', 'siguen apartados')}` : ''}.`,

  goneTitle: 'Pedidos que ya no están en ShipStation',
  goneTitleHint: 'Se eliminaron allí. Lo contabilizado se queda hasta que una persona decida; lo demás no se contabiliza.',
  goneMore: (n) => `y ${n} más`,
  order: 'Pedido',
  goneSince: 'Se notó el',

  history: 'Controles anteriores',
  checkedAt: 'Comprobado',
};

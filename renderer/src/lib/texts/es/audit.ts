import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

export const auditTexts: Texts['audit'] = {
  title: 'Auditoría',
  hint: 'Solo se agrega; cada asiento lleva una huella con clave de sí mismo y del anterior.',
  search: 'Buscar',
  searchHint: 'Palabras, pedido, documento, persona',
  orderId: 'Id del pedido',
  kind: 'Tipo',
  actor: 'Persona o proceso',
  from: 'Desde',
  to: 'Hasta',
  sequence: 'N.º',
  at: 'Cuándo',
  summary: 'Qué pasó',
  emptyTitle: 'Ningún asiento coincide',
  emptyHint: 'Quite un filtro. Todo lo que hace Purser queda escrito aquí.',
  entry: (sequence) => `Asiento ${sequence}`,
  openEntry: (sequence) => `Abrir el asiento ${sequence}`,
  details: 'Detalles',
  hash: 'Huella',
  document: 'Id en QuickBooks',
  verify: 'Verificar',
  verifying: 'Comprobando la cadena',
  intact: (entries) => `Intacta: ${counted(entries, 'asiento', 'asientos')}, y cada huella sigue a la anterior.`,
  broken: (sequence) =>
    `Rota en el asiento ${sequence}: alguien cambió ese o uno anterior. Guarde una copia de la carpeta de datos y revise ese asiento.`,
  brokenUnknown: 'Rota: la cadena no se sostiene. Guarde una copia de la carpeta de datos.',
  openOrder: 'Abrir el pedido',
};

import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

export const replayTexts: Texts['replay'] = {
  title: 'Reintentos',
  statuses: {
    approved: 'Aprobada',
    sending: 'Enviando',
    uncertain: 'Incierta',
    posted: 'Contabilizada',
    failed: 'Rechazada',
    voided: 'Anulada',
    superseded: 'Reemplazada',
  },
  operations: { create: 'Crear', update: 'Actualizar', void: 'Anular', adopt: 'Vincular' },
  screens: { mapping: 'Abrir Asignaciones', connections: 'Abrir Conexiones', review: 'Abrir Revisión', settings: 'Abrir Configuración' },
  hint: (count) => counted(count, 'contabilización rechazada o incierta', 'contabilizaciones rechazadas o inciertas'),
  emptyTitle: 'No hubo rechazos',
  emptyHint: 'Lo que QuickBooks rechaza, y lo que quedó sin respuesta, espera aquí con su causa y su solución.',
  replayAll: 'Reintentar todo',
  replayGroup: (count) => `Reintentar ${count === 1 ? 'esta' : `estas ${count}`}`,
  replayOne: 'Reintentar',
  replayOneOf: (number) => `Reintentar el pedido ${number}`,
  replaying: (count) => `Reintentando ${counted(count, 'contabilización', 'contabilizaciones')}`,
  stopped: 'Se detuvo. Lo que no se envió todavía está aprobado y sale con la próxima contabilización.',
  left: (count) =>
    count === 1
      ? '1 contabilización salió de Reintentos: su pedido se planificó de nuevo.'
      : `${counted(count, 'contabilización', 'contabilizaciones')} salieron de Reintentos: sus pedidos se planificaron de nuevo.`,
  whatToDo: 'Qué hacer',
  order: 'Pedido',
  result: 'Resultado del reintento',
  exchange: 'Solicitud y respuesta',
  exchangeOf: (number) => `Solicitud y respuesta del pedido ${number}`,
  shownOf: (shown, count) => `Se muestran ${shown} de ${count}`,
  answerOf: (documentId) => (documentId === null ? 'Todavía sin respuesta.' : `Aceptado con el Id ${documentId} de QuickBooks.`),
  references: ({ requestId, booksCode, traceId }) =>
    [
      `Id de la solicitud: ${requestId}`,
      booksCode === null ? null : `Código de QuickBooks: ${booksCode}`,
      traceId === null ? null : `Id de rastreo: ${traceId}`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
};

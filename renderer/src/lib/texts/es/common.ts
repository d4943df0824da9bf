import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

export const commonTexts: Texts['common'] = {
  appName: 'Purser',
  loading: 'Cargando',
  retry: 'Intentar de nuevo',
  cancel: 'Cancelar',
  close: 'Cerrar',
  save: 'Guardar',
  remove: 'Quitar',
  edit: 'Editar',
  undo: 'Deshacer',
  search: 'Buscar',
  clear: 'Borrar',
  more: 'Mostrar más',
  open: 'Abrir',
  all: 'Todos',
  none: 'Ninguno',
  yes: 'Sí',
  no: 'No',
  nothing: '—',
  orders: (count) => counted(count, 'pedido', 'pedidos'),
  lines: (count) => counted(count, 'línea', 'líneas'),
  documents: (count) => counted(count, 'documento', 'documentos'),
  stores: (count) => counted(count, 'tienda', 'tiendas'),
  customers: (count) => counted(count, 'cliente nuevo', 'clientes nuevos'),
  items: (count) => counted(count, 'artículo nuevo', 'artículos nuevos'),
  callId: (callId) => `Id de la llamada: ${callId}`,
  zoneTitle: (text, zone, utc) => `${text}, ${zone} (${utc})`,
  dateTitle: (date) => `${date}, fecha de calendario de los libros`,
  never: 'nunca',
  justNow: 'ahora mismo',
};

export const failureTexts: Texts['failures'] = {
  title: 'No se pudo cargar',
  commandTitle: 'No se hizo',
  hostUnreachable: 'Purser no responde. Puede que se esté reiniciando; lo guardado está a salvo.',
  signedOut: 'Esta página ya no tiene la sesión abierta. Abra la dirección que Purser mostró al iniciar.',
  screenTitle: 'Esta pantalla falló',
  screenNext: 'Los libros no se ven afectados. Cargue la pantalla otra vez.',
  reload: 'Cargar otra vez',
  notFoundTitle: 'Esa pantalla no existe',
  notFoundNext: 'Vaya al resumen.',
};

export const stateTexts: Texts['states'] = {
  uncertain: { name: 'Incierto', meaning: 'Enviado, sin una respuesta que lo confirme. Se consulta antes de enviar algo otra vez.' },
  sending: { name: 'Enviando', meaning: 'En camino a QuickBooks.' },
  failed: { name: 'Rechazado', meaning: 'QuickBooks lo rechazó. En Reintentos están la causa y la solución.' },
  attention: { name: 'Atención', meaning: 'Algo cambió después de contabilizar. Decide una persona.' },
  excluded: { name: 'Excluido', meaning: 'Una persona lo dejó fuera de los libros.' },
  voided: { name: 'Anulado', meaning: 'Su documento se anuló en QuickBooks.' },
  credited: {
    name: 'Acreditado',
    meaning: 'Revertido con una nota de crédito en QuickBooks; su documento queda como se informó.',
  },
  terminal: {
    name: 'Cerrado',
    meaning: 'Cancelado antes de contabilizar, o contabilizado con sus datos de envío. Ya no se escribe nada más.',
  },
  posted: { name: 'Contabilizado', meaning: 'El documento está en QuickBooks.' },
  approved: { name: 'Aprobado', meaning: 'Va a QuickBooks con la próxima contabilización.' },
  blocked: { name: 'Bloqueado', meaning: 'Primero hay que resolver algo; el pedido dice qué.' },
  ready: { name: 'Listo', meaning: 'Cuadra y se puede aprobar.' },
  waiting: { name: 'En espera', meaning: 'Espera algo de ShipStation, por ejemplo el envío.' },
};

import type { ErrorCode } from '../../../../../shared/contract/errors.ts';
import type { Details } from '../told.ts';
import { told } from './findings.ts';

type Words = string | ((details: Details) => string);

/** What happened, and the one thing to do next. Code for code the same as the contract's catalogue. */
const TEXTS: Readonly<Record<ErrorCode, readonly [sentence: Words, nextStep: Words]>> = {
  'contract/unknown-method': [
    (d) => `Purser no tiene el método ${told(d, 'method')}.`,
    'Revise el nombre; puede que las pantallas y Purser sean de versiones distintas: reinícielo.',
  ],
  'contract/bad-input': [
    'La solicitud no tiene la forma correcta.',
    (d) => (Array.isArray(d['issues']) ? 'Corrija los lugares que se nombran.' : ''),
  ],
  'contract/bad-output': [
    'Purser dio una respuesta que incumple sus propias reglas.',
    'No se perdió nada. Repórtelo con el id de la llamada; el registro tiene el resto.',
  ],
  'company/unknown': [(d) => `No existe la empresa${told(d, 'company', (text) => ` ${text}`)}.`, 'Elija una de la lista de empresas.'],
  'vault/locked': [
    'La bóveda que guarda los secretos está bloqueada.',
    'Defina PURSER_PASSPHRASE, o desbloquee el llavero, e intente de nuevo.',
  ],
  'vault/wrong-passphrase': ['La contraseña no abre la bóveda.', 'Ponga en PURSER_PASSPHRASE la contraseña que se usó primero.'],
  'vault/damaged': [
    'El archivo que guarda los secretos está dañado.',
    'Restaure la carpeta de datos de una copia, o conecte los servicios de nuevo.',
  ],
  'store/wrong-key': [
    'La base de datos de la empresa no se abre con su clave.',
    'Restaure la bóveda y la carpeta de la empresa de la misma copia.',
  ],
  'store/from-the-future': ['La base de datos de la empresa la escribió un Purser más nuevo.', 'Instale esa versión o una posterior.'],
  'store/damaged': ['La base de datos de la empresa está dañada.', 'Restaure la copia más reciente de la empresa.'],
  'store/disk': [
    'No se pudo escribir o leer el disco.',
    'Libere espacio, revise el disco e intente de nuevo; nada quedó escrito a medias.',
  ],
  'data-directory/locked': ['Otro Purser trabaja con esta carpeta de datos.', 'Ciérrelo, o trabaje en su ventana.'],
  'data-directory/not-writable': ['No se puede escribir en la carpeta de datos.', 'Revise sus permisos, o elija otra.'],
  'run/busy': ['Hay otro proceso en curso.', 'Espere a que termine, o deténgalo.'],
  'run/stopped': ['El proceso se detuvo.', 'Inícielo de nuevo cuando quiera: continúa desde donde estaba.'],
  'bug/unexpected': [
    'Algo salió mal dentro de Purser.',
    'Intente de nuevo. Si se repite, repórtelo con el id de la llamada; el registro tiene el resto.',
  ],
  'company/name-taken': [(d) => `Ya existe una empresa llamada ${told(d, 'name')}.`, 'Elija otro nombre.'],
  'company/not-confirmed': [
    'Quitar una empresa borra sus datos, y la confirmación no coincide con su nombre.',
    'Repita exactamente el nombre corto de la empresa para quitarla.',
  ],
  'practice/not-possible': [
    'Esto no puede pasar ahora en la empresa de práctica.',
    'Elija otro pedido, o haga que llegue uno nuevo antes.',
  ],
  'company/not-practice': ['Esto solo funciona en empresas de práctica.', 'Conecte QuickBooks por su propia página de autorización.'],
  'source/not-connected': ['ShipStation no está conectado.', 'Conéctelo con su clave y su secreto de la API.'],
  'source/wrong-key': [
    'ShipStation no acepta la clave.',
    'Copie otra vez la clave y el secreto de ShipStation: Settings, Account, API Settings.',
  ],
  'source/key-expired': ['La clave de ShipStation funcionaba y ya no funciona.', 'Cree una clave nueva en ShipStation y conecte de nuevo.'],
  'source/key-shape': [
    'Esto no parece una clave y un secreto de ShipStation.',
    'Copie los dos de ShipStation: Settings, Account, API Settings.',
  ],
  'source/permission': [
    'La clave de ShipStation no tiene permiso para esto.',
    'Revise el plan y los permisos de la cuenta en ShipStation.',
  ],
  'source/unreachable': ['No se pudo llegar a ShipStation.', 'Revise la red; Purser continúa desde donde estaba.'],
  'source/throttled': ['ShipStation pidió esperar.', 'Intente de nuevo en un minuto.'],
  'source/bad-answer': ['La respuesta de ShipStation no tiene sentido.', 'Intente más tarde; si continúa, repórtelo.'],
  'books/not-connected': ['QuickBooks no está conectado.', 'Conéctelo en la pantalla Conexiones.'],
  'books/reconnect': ['QuickBooks ya no acepta la conexión.', 'Conecte QuickBooks de nuevo; no se pierde nada.'],
  'books/permission': [
    'La conexión con QuickBooks no tiene permiso para esto.',
    'Conecte con un usuario que lo tenga, o revise la suscripción.',
  ],
  'books/unreachable': ['No se pudo llegar a QuickBooks.', 'Revise la red e intente de nuevo; nada se envía dos veces.'],
  'books/throttled': ['QuickBooks pidió esperar.', 'Intente de nuevo en un minuto.'],
  'books/bad-answer': ['La respuesta de QuickBooks no tiene sentido.', 'Intente más tarde; primero se consulta lo que pudo haber llegado.'],
  'books/rejected': ['QuickBooks lo rechazó.', 'Lea lo que dice, corríjalo y reintente.'],
  'books/wrong-environment': [
    'QuickBooks conoce las claves, pero no para esta empresa: claves, empresa y entorno no corresponden.',
    'Conecte de nuevo con las claves del entorno correcto: las de desarrollo para un sandbox, las de producción para una empresa real.',
  ],
  'books/subscription': [
    'La suscripción de QuickBooks está suspendida, terminó o tiene un problema de pago.',
    'Resuélvalo en QuickBooks (Cuenta y configuración, Facturación) y luego traiga los pedidos o contabilice otra vez; mientras tanto no se pierde nada.',
  ],
  'books/wrong-company': ['Esta es otra empresa de QuickBooks que antes.', 'Entre en la misma, o cree otra empresa en Purser para esta.'],
  'books/mirror-missing': ['Todavía no se leyeron las listas de QuickBooks.', 'Actualice primero las listas.'],
  'oauth/refused': ['Se rechazó la autorización.', 'Empiece de nuevo y presione Connect en la página de Intuit.'],
  'oauth/timed-out': ['Nadie respondió a tiempo en la página de Intuit.', 'Empiece de nuevo.'],
  'oauth/busy': ['Ya hay una autorización en curso.', 'Termínela en el navegador, o cancélela.'],
  'oauth/no-port': ['El puerto para la respuesta de Intuit está ocupado.', 'Cierre lo que lo usa, o registre otra dirección de retorno.'],
  'oauth/bad-address': [
    'Esta no es la dirección a la que Intuit regresa.',
    'Copie toda la dirección de la barra de direcciones del navegador.',
  ],
  'oauth/wrong-state': ['La respuesta no es de esta autorización.', 'Empiece de nuevo; use solo la página más reciente.'],
  'oauth/exchange-failed': [
    'Intuit no aceptó las claves o la respuesta de la autorización.',
    'Revise Client ID, Client Secret y entorno, y empiece de nuevo.',
  ],
  'oauth/unknown-flow': ['Esta autorización ya terminó.', 'Empiece de nuevo.'],
  'relay/not-paired': [
    'Esta empresa no está vinculada con ningún relé.',
    'Vincúlela primero, con la dirección del relé y un código de vinculación.',
  ],
  'relay/already-paired': ['Esta empresa ya está vinculada con un relé.', 'Desvincúlela primero.'],
  'relay/bad-address': ['Esta no es la dirección de un relé.', 'Copie la dirección que da quien lo administra; empieza con https://.'],
  'relay/refused': [
    'El relé no acepta esta empresa o este código de vinculación.',
    'Pida un código a quien lo administra y vincule de nuevo. Las descargas continúan sin él.',
  ],
  'relay/replaced': [
    'Otro Purser lee el relé de esta empresa.',
    'Desvincule la empresa allí, o vincúlela aquí de nuevo. Las descargas continúan sin él.',
  ],
  'relay/full': ['El relé no tiene lugar para otra empresa.', 'Pida a quien lo administra que haga lugar.'],
  'relay/unreachable': ['No se pudo llegar al relé.', 'Revise su dirección y la red. Las descargas continúan sin él.'],
  'relay/throttled': ['El relé pidió esperar.', 'Intente de nuevo en un minuto.'],
  'relay/bad-answer': [
    'Lo que responde en la dirección del relé no tiene sentido.',
    'Revise la dirección con quien lo administra. Las descargas continúan sin él.',
  ],
  'config/changed-since': ['Las asignaciones cambiaron mientras tanto.', 'Revise otra vez el efecto y después guarde.'],
  'config/no-version': ['No existe esa versión.', 'Elija una del historial.'],
  'mapping-file/no-columns': [
    'Al archivo le falta una columna necesaria.',
    'Exporte las asignaciones y deje la primera línea de ese archivo como está.',
  ],
  'mapping-file/too-long': ['El archivo tiene demasiadas filas.', 'Divídalo; nada cambió.'],
  'mapping-file/bad-rows': [
    'El archivo tiene filas que no se pueden tomar.',
    'Corrija las filas que se nombran o indique que se omitan; nada cambió.',
  ],
  'config/invalid': ['La configuración tiene errores.', 'Corrija los lugares que se nombran; nada cambió.'],
  'order/unknown': [(d) => `No existe el pedido${told(d, 'order', (text) => ` ${text}`)}.`, 'Revise el número, o descargue otra vez.'],
  'order/number-not-unique': [(d) => `Varios pedidos tienen el número ${told(d, 'order')}.`, 'Nómbrelo por su id de pedido.'],
  'order/not-ready': [(d) => `El pedido${told(d, 'orderId', (text) => ` ${text}`)} no está listo.`, 'Resuelva primero lo que lo bloquea.'],
  'order/plan-changed': [
    (d) => `El plan del pedido${told(d, 'orderId', (text) => ` ${text}`)} cambió desde que se vio.`,
    'Mírelo otra vez y apruébelo.',
  ],
  'order/nothing-approved': ['No hay nada aprobado.', 'Apruebe pedidos primero.'],
  'order/no-such-finding': [
    (d) => `El pedido${told(d, 'orderId', (text) => ` ${text}`)} no tiene esa pregunta abierta.`,
    'Mire el pedido otra vez: puede que ya esté resuelta.',
  ],
  'order/no-such-choice': ['Esa no es una respuesta posible.', 'Elija una de las que muestra el pedido.'],
  'order/value-needed': ['Esta respuesta necesita un valor.', 'Indique también el valor.'],
  'order/already-posted': [
    (d) => `El pedido${told(d, 'orderId', (text) => ` ${text}`)} ya está contabilizado.`,
    'Anúlelo primero si hay que contabilizarlo de nuevo.',
  ],
  'posting/unknown': ['No existe esa contabilización.', 'Mire las contabilizaciones del pedido.'],
  'posting/not-failed': ['Allí no hubo ningún rechazo.', 'Solo se reintenta lo rechazado y lo incierto.'],
  'posting/credited': ['Una nota de crédito ya revirtió ese documento.', 'Mire el pedido: muestra la nota de crédito.'],
  'posting/in-flight': [
    (d) => `Algo del pedido${told(d, 'orderId', (text) => ` ${text}`)} está en camino a QuickBooks.`,
    'Espere a que llegue.',
  ],
  'backup/wrong-passphrase': [
    'La contraseña no abre esta copia de seguridad.',
    'Pruebe la que se dio al hacerla. Sin ella nadie puede abrir la copia, tampoco Purser.',
  ],
  'backup/damaged': [
    'La copia de seguridad está dañada: falta una parte o alguien la cambió.',
    'Tome otra copia del archivo, o una copia anterior. Aquí no se cambió nada.',
  ],
  'backup/not-a-backup': ['Este archivo no es una copia de seguridad de Purser.', 'Elija un archivo que termine en .purser-backup.'],
  'backup/from-the-future': ['La copia la hizo un Purser más nuevo.', 'Instale esa versión o una posterior.'],
  'backup/file-exists': ['Ya existe un archivo con este nombre.', 'Elija otro nombre; no se sobrescribió nada.'],
  'backup/other-company': [
    'La copia no es de esta empresa, o su empresa ya está aquí.',
    'Restáurela en el lugar de la empresa de la que es copia; una empresa que está dos veces contabilizaría todo dos veces.',
  ],
  'backup/no-passphrase': [
    'Las copias diarias necesitan una contraseña.',
    'Dé una y guárdela donde la firma guarda las demás: sin ella no se abre ninguna copia.',
  ],
  'audit/broken': ['Alguien cambió la auditoría.', 'Guarde una copia de la carpeta de datos y mire el asiento que se nombra.'],
};

const REPORT = 'Lo más probable es una falla de Purser: repórtela con el id de rastreo y reintente.';
const LATER = 'Reintente en unos minutos.';
const SETTLES = 'Purser lo consulta en los libros antes de enviar algo otra vez: contabilice o reintente cuando se pueda llegar a ellos.';
const CHOOSE_CUSTOMER = 'Elija un cliente para el pedido.';
const MEND = 'Corrija lo que QuickBooks nombra y reintente.';

/** Codes of the books beside those of the contract: what happened, and the remedy. */
const BOOKS: Readonly<Record<string, readonly [sentence: string, remedy: string]>> = {
  'books/record-gone': [
    'Un registro que el documento nombra falta en QuickBooks o está inactivo allí.',
    'Actualice las listas y elija otro registro en las asignaciones; el pedido se planifica de nuevo.',
  ],
  'books/closed-period': [
    'El período está cerrado en QuickBooks.',
    'Actualice las listas y elija el primer día abierto para el pedido, o reabra el período en QuickBooks y reintente.',
  ],
  'books/tax-refused': [
    'QuickBooks rechazó el impuesto del documento.',
    'Revise el tratamiento y el código de impuesto de la tienda en las asignaciones.',
  ],
  'books/rule': ['QuickBooks rechazó el documento por una de sus reglas.', MEND],
  'books/account-type': ['Una cuenta no es del tipo que corresponde a su uso.', 'Elija otra cuenta en las asignaciones.'],
  'books/feature-missing': [
    'El plan de QuickBooks de la empresa no incluye lo que el documento usa.',
    'Quite clases, ubicaciones o monedas de las asignaciones, o cambie el plan de QuickBooks, y reintente.',
  ],
  'books/linked': ['El documento está ligado a otras transacciones en QuickBooks.', 'Deshaga esa relación en QuickBooks y reintente.'],
  'books/failed': ['QuickBooks falló mientras trabajaba en la solicitud.', SETTLES],
  'books/answer-incomplete': ['La respuesta de QuickBooks está incompleta.', SETTLES],
  'books/request-repeated': ['QuickBooks ya había recibido esta solicitud.', SETTLES],
  'books/unsettled': ['QuickBooks no dijo qué pasó con el documento.', SETTLES],
  'books/wrong-cluster': ['QuickBooks está moviendo la empresa entre sus centros de datos.', LATER],
  'books/duplicate': [
    'QuickBooks ya tiene ese registro.',
    'Actualice las listas: Purser encuentra el registro en QuickBooks y el pedido pregunta si se usa.',
  ],
  'books/stale': [
    'El registro cambió en QuickBooks mientras tanto.',
    'Reintente: Purser lee el documento otra vez y compara antes de escribir.',
  ],
  'books/number-taken': [
    'Otro documento de QuickBooks tiene este número.',
    'Actualice las listas: el pedido nombra entonces el documento que lo tiene. Vincúlelo, o contabilice de todos modos.',
  ],
  'books/name-taken': [
    'Un cliente, proveedor o empleado de QuickBooks ya tiene este nombre.',
    'Elija para el pedido el cliente que lo tiene, o actualice las listas: Purser lo encuentra entonces.',
  ],
  'books/bad-email': [
    'QuickBooks no acepta el correo electrónico del cliente.',
    'Corrija la dirección en ShipStation, o elija un cliente para el pedido.',
  ],
  'books/email-missing': [
    'QuickBooks exige un correo electrónico.',
    'Agregue un correo en ShipStation, o elija un cliente para el pedido.',
  ],
  'books/bad-customer': [
    'QuickBooks no acepta este cliente en una venta.',
    'Active el cliente en QuickBooks, en la moneda del pedido, y reintente.',
  ],
  'books/name-missing': ['El cliente no tiene nombre.', CHOOSE_CUSTOMER],
  'books/customer-missing': ['El documento no tiene cliente.', 'Elija un cliente para el pedido, o actualice las listas y reintente.'],
  'books/currency': [
    'QuickBooks no acepta la moneda.',
    'Revise la moneda de la tienda en las asignaciones y la del cliente en QuickBooks.',
  ],
  'books/discount-refused': [
    'QuickBooks rechazó el descuento.',
    'Active los descuentos en QuickBooks, o lleve los descuentos como líneas en las reglas.',
  ],
  'books/negative-amount': [
    'QuickBooks no acepta aquí un importe negativo.',
    'Cambie en las reglas cómo se llevan los descuentos, o contabilice el pedido a mano y exclúyalo.',
  ],
  'books/total-differs': ['El total en QuickBooks no es el que se envió.', 'Compare los dos lados del pedido: los libros suman otra cosa.'],
  'books/gone': ['El documento ya no está en QuickBooks.', 'Decida en Revisión qué pasa con el pedido.'],
  'books/deposited': ['El pago es parte de un depósito bancario.', 'Sáquelo del depósito en QuickBooks y reintente.'],
  'books/stock': ['No hay existencias suficientes del artículo.', 'Corrija las existencias en QuickBooks y reintente.'],
  'books/before-inventory': [
    'La fecha es anterior al primer conteo del inventario del artículo.',
    'Cambie la fecha de inicio del artículo en QuickBooks y reintente.',
  ],
  'books/custom-field': [
    'QuickBooks rechazó un campo personalizado.',
    'Corrija el campo personalizado en QuickBooks (Cuenta y configuración, Ventas) y reintente.',
  ],
  'books/void-failed': ['QuickBooks no pudo anular el documento.', 'Anúlelo a mano en QuickBooks; la próxima descarga lo ve.'],
  'books/company-reset': [
    'La empresa se restableció en QuickBooks.',
    'Los libros de la empresa se vaciaron: revíselos en QuickBooks y conecte de nuevo.',
  ],
  'books/deprecated': ['QuickBooks ya no ofrece esta operación.', 'Busque una actualización de Purser y reintente.'],
  'posting/undecided': ['No se puede saber si llegó.', 'Mire en QuickBooks: vincule el documento si está allí; si no, reintente.'],
  'posting/needs-failed': [
    'Se rechazó algo que este documento necesita.',
    'Corrija primero lo que necesita y reintente: los dos van juntos.',
  ],
  'source/unreadable-record': ['Un registro de ShipStation no se puede leer.', 'Se vuelve a intentar solo.'],
};

/** Remedies of the contract's own codes where a replay is what follows. */
const REPLAY: Readonly<Record<string, string>> = {
  'books/reconnect': 'Conecte QuickBooks de nuevo y reintente.',
  'books/not-connected': 'Conecte QuickBooks y reintente.',
  'books/permission': 'Conecte de nuevo con una persona que tenga permiso y reintente.',
  'books/wrong-environment': 'Conecte de nuevo con las claves del entorno correcto y reintente.',
  'books/subscription': 'Resuelva la suscripción en QuickBooks (Cuenta y configuración, Facturación) y reintente.',
  'books/wrong-company': 'Conecte la empresa de QuickBooks que corresponde a esta y reintente.',
  'books/rejected': MEND,
  'books/unreachable': LATER,
  'books/throttled': LATER,
  'books/bad-answer': SETTLES,
  'order/not-ready': 'Resuelva lo que bloquea el pedido y reintente.',
  'order/plan-changed': 'Mire el plan nuevo y apruébelo.',
};

const wordsOf = (words: Words, details: Details): string => (typeof words === 'string' ? words : words(details));

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(TEXTS, code);

/** What a service itself said stands between quotes at the end of the sentence, in the words in which it said it. */
function saidBy(message: string): string {
  const said = /says: ("[^"]+"|“[^”]+”)/.exec(message)?.[1];
  return said === undefined ? '' : ` QuickBooks dice: ${said}.`;
}

/** What happened; the sentence that came with it where the code is not known here. */
export function faultText(code: string, message: string, details: Details): string {
  if (isErrorCode(code)) {
    return `${wordsOf(TEXTS[code][0], details)}${saidBy(message)}`;
  }
  const books = Object.hasOwn(BOOKS, code) ? BOOKS[code] : undefined;
  if (books !== undefined) {
    return `${books[0]}${saidBy(message)}`;
  }
  return code.startsWith('books/') ? `QuickBooks rechazó la forma del documento.${saidBy(message)}` : message;
}

export const nextStepText = (code: string, details: Details): string | null =>
  isErrorCode(code) ? wordsOf(TEXTS[code][1], details) : (BOOKS[code]?.[1] ?? null);

/** What to do about a failed posting. */
export function remedyText(code: string, remedy: string): string {
  const known = REPLAY[code] ?? BOOKS[code]?.[1];
  if (known !== undefined) {
    return known;
  }
  if (code.startsWith('mapping/')) {
    return 'Corrija las asignaciones; lo que espera por ellas se planifica de nuevo en el acto.';
  }
  return code.startsWith('books/') ? REPORT : remedy;
}

import type { Texts } from '../../texts.ts';

export const companyTexts: Texts['companies'] = {
  known: 'Empresas existentes',
  practiceReady: (name) => `${name} ya existe.`,
  openKnown: (name) => `Abrir ${name}`,
  practiceAnother: 'Crear otra empresa de práctica',
  practiceNumbered: (number) => `Empresa de práctica ${number}`,
  making: 'Creando la empresa, su ShipStation y su QuickBooks',
  pulling: 'Descargando sus pedidos',
  pulled: (done, total) => (total === null ? `${done} hasta ahora` : `${done} de ${total}`),
  pullFailed: 'La empresa ya existe, pero no se pudieron descargar sus pedidos',
  openAnyway: 'Abrirla sin pedidos',
  notMade: 'No se creó la empresa',
  nameMissing: 'Hace falta un nombre.',
};

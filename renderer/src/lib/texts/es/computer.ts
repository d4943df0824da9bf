import type { Texts } from '../../texts.ts';

export const computerTexts: Texts['computer'] = {
  lead: 'Esto vale para todas las empresas de este equipo.',
  languageHint: 'Las pantallas y la guía. La página se carga de nuevo.',
  looks: 'Cómo se ve',
  colours: 'Colores',
  coloursOf: { auto: 'Como el equipo', light: 'Claros', dark: 'Oscuros' },
  tell: 'Avisarme mientras miro otra cosa',
  tellHint: 'Con las notificaciones del equipo. Nombran la empresa y lo que hay que hacer, nunca a un comprador ni un importe.',
  tellReconnect: 'cuando hay que conectar de nuevo ShipStation o QuickBooks',
  tellFailures: 'cuando se rechazó una contabilización o no llegó su respuesta',
  tellRefused: 'Esta página no tiene permiso para notificar. Permítalo en el navegador y actívelo otra vez.',
  tellNever: 'Este navegador no tiene notificaciones.',
  tellAllow: 'Permitir notificaciones en este navegador',
  loginTitle: 'Con el equipo',
  login: 'Iniciar Purser cuando inicio sesión en este equipo',
  loginHint: 'Desde entonces se descargan pedidos, en cada empresa según su horario.',
  loginNever: 'Solo la aplicación de escritorio se inicia con el equipo. Este Purser corre hasta que se cierra su ventana o su terminal.',
  saved: 'Guardado.',
  reconnectTitle: (company) => `${company}: conectar de nuevo`,
  failedTitle: (company) => `${company}: mire Reintentos`,
  failedBody: (count) =>
    count === 1
      ? 'Una contabilización más se rechazó o no tiene respuesta. Reintentos dice cuál.'
      : `${count} contabilizaciones más se rechazaron o no tienen respuesta. Reintentos dice cuáles.`,
};

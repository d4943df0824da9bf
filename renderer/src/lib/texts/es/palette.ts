import type { Texts } from '../../texts.ts';
import { countText } from '../../locale.ts';
import { counted } from '../counted.ts';

export const paletteTexts: Texts['palette'] = {
  title: 'Comandos y pedidos',
  field: 'Comando, pedido, nombre, seguimiento o documento',
  openLabel: 'Comandos y pedidos, Ctrl K',
  shortcut: 'Ctrl K',
  commands: 'Comandos',
  orders: 'Pedidos',
  goTo: (screen) => `Ir a ${screen}`,
  switchTo: (company) => `Cambiar a ${company}`,
  sync: 'Sincronizar ahora',
  pause: 'Pausar las descargas',
  resume: 'Reanudar las descargas',
  approve: (count) => `Aprobar todos los listos (${countText(count)})`,
  post: (count) => `Contabilizar los aprobados (${countText(count)})`,
  refresh: 'Actualizar las listas de QuickBooks',
  refreshed: 'Las listas de QuickBooks están al día',
  refreshing: 'Leyendo las listas de QuickBooks',
  help: 'Mostrar las teclas',
  inList: (text) => `Mostrar todos los pedidos que contienen “${text}”`,
  again: 'Buscar otra vez',
  found: (commands, orders) => `${counted(commands, 'comando', 'comandos')}, ${counted(orders, 'pedido', 'pedidos')}`,
  searching: 'Buscando en los pedidos',
  failed: 'No se pudo buscar en los pedidos.',
  nothing: (text) => `Ningún comando ni pedido contiene “${text}”.`,
  keysTitle: 'Teclas de esta pantalla',
  keysHere: (screen) => `En ${screen}`,
  keysEverywhere: 'En todas las pantallas',
  keysHelp: 'Teclas',
  everywhere: [
    ['Ctrl K', 'Comandos, y pedidos por número, nombre, seguimiento o documento; Cmd K en una Mac'],
    ['?', 'Esta lista'],
    ['Escape', 'Cerrar lo que esté abierto'],
    ['Tab', 'Al control siguiente; Mayús Tab regresa'],
  ],
};

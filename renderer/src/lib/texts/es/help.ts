import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

export const helpTexts: Texts['help'] = {
  title: 'Guía',
  hint: 'Tarea por tarea. Es parte de Purser y no necesita red.',
  contents: 'Tareas',
  search: 'Buscar en la guía',
  searchHint: 'anular, dividir, impuesto, clave',
  found: (count) => counted(count, 'tarea', 'tareas'),
  nothingFound: 'Ninguna tarea tiene esas palabras',
  nothingFoundHint: 'Pruebe con una sola palabra, o con una parte.',
  next: (title) => `Siguiente: ${title}`,
  previous: (title) => `Anterior: ${title}`,
  goToTask: (title) => `Guía: ${title}`,
};

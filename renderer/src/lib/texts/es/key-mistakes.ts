import type { KeyMistake } from '../../../../../shared/domain/connections/source-keys.ts';

const WHERE = 'En ShipStation, abra Settings, Account, API Settings';

/** What is wrong with a pasted key, and where the right one is found. */
export const KEY_MISTAKES: Readonly<Record<KeyMistake, string>> = {
  nothing: `Falta la clave de la API. ${WHERE}; allí se muestra.`,
  'secret-missing': `Falta el secreto: V1 necesita una clave y un secreto. ${WHERE} y elija “V1 API”; allí se muestran los dos.`,
  'key-missing': `Falta la clave: V1 necesita una clave y un secreto. ${WHERE} y elija “V1 API”; allí se muestran los dos.`,
  'both-in-one':
    'La clave y el secreto se pegaron en un solo campo. Ponga los primeros 32 caracteres en la clave y los últimos 32 en el secreto.',
  'same-twice': `La clave y el secreto son el mismo texto. ${WHERE} y copie cada uno de los dos.`,
  'single-and-more': `Una clave V2 va sola; un par V1 son dos textos de 32 caracteres. Deje vacío el otro campo para V2, o llene los dos para V1. ${WHERE}.`,
  'sign-in': `Esto es un correo electrónico, como para iniciar sesión. Purser nunca entra como una persona: lee con claves de la API. ${WHERE}.`,
  'books-keys': `Esto parece el Client ID de una app de Intuit, que va en QuickBooks. ${WHERE} para la clave y el secreto de ShipStation.`,
  'with-label': 'El rótulo se copió junto con la clave. Copie solo las letras y los dígitos que le siguen.',
  'not-a-key': `Esto no parece una clave de ShipStation: tiene espacios o caracteres que las claves no tienen. ${WHERE} y copie las dos otra vez.`,
};

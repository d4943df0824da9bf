/** A text of a catalogue with the way to it, such as "review.facts.buyer". */
export interface CatalogueText {
  readonly path: string;
  readonly text: string;
}

/** All plain texts of a catalogue, those of lists among them; functions are left out. */
export function plainTexts(catalogue: unknown, path = ''): readonly CatalogueText[] {
  if (typeof catalogue === 'string') {
    return [{ path, text: catalogue }];
  }
  if (typeof catalogue !== 'object' || catalogue === null) {
    return [];
  }
  return Object.entries(catalogue).flatMap(([key, value]) => plainTexts(value, path === '' ? key : `${path}.${key}`));
}

export interface CatalogueFunction {
  readonly path: string;
  readonly make: (...inputs: never[]) => unknown;
}

/** All functions of a catalogue. */
export function functionsOf(catalogue: unknown, path = ''): readonly CatalogueFunction[] {
  if (typeof catalogue === 'function') {
    // Safe: a function of a catalogue takes what its samples are.
    return [{ path, make: catalogue as CatalogueFunction['make'] }];
  }
  if (typeof catalogue !== 'object' || catalogue === null) {
    return [];
  }
  return Object.entries(catalogue).flatMap(([key, value]) => functionsOf(value, path === '' ? key : `${path}.${key}`));
}

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';

export type SettingChange = MethodOutput<'mapping.compare'>['changes'][number];

/** What changed as a sentence, in the words of the screens that the setting is on. */
export function changeSentence({ area, subject, change, field, before, after }: SettingChange): string {
  const { mappingHistory } = texts;
  const none = mappingHistory.none;
  if (field !== null) {
    const label = fieldLabel(field);
    return mappingHistory.field(
      subject === null ? label : mappingHistory.ofStore(subject, label),
      before === null ? none : valueText(field, before),
      after === null ? none : valueText(field, after),
    );
  }
  if (area === 'store') {
    return change === 'removed' ? mappingHistory.storeRemoved(subject ?? '') : mappingHistory.storeAdded(subject ?? '');
  }
  switch (change) {
    case 'added':
      return mappingHistory.added(subject ?? '', after ?? none);
    case 'changed':
      return mappingHistory.changed(subject ?? '', before ?? none, after ?? none);
    case 'removed':
      return mappingHistory.removed(subject ?? '', before ?? none);
  }
}

/** Settings that are named otherwise where a person sets them. */
const LABELS: Readonly<Record<string, string>> = {
  roundingToleranceMinor: 'tolerance',
  documentNumberPrefix: 'prefix',
  total: 'untoldTotal',
  as: 'shippingAs',
};

/** Where the words of a choice are: each list is named after its setting, in one of these ways. */
const CHOICES = [(key: string) => `${key}Of`, (key: string) => `${key}s`, (key: string) => `${key}es`] as const;

/** A setting that no text names is told by its own name: better than not at all. */
function fieldLabel(field: string): string {
  const key = keyOf(field);
  return textAt(texts.mapping, key) ?? textAt(texts.settings, key) ?? textAt(texts.schedule, key) ?? field;
}

function valueText(field: string, value: string): string {
  if (field === 'customFields') {
    return customFieldsText(value);
  }
  if (value === 'true' || value === 'false') {
    return value === 'true' ? texts.mappingHistory.yes : texts.mappingHistory.no;
  }
  for (const words of [texts.mapping, texts.settings]) {
    for (const choice of CHOICES) {
      const choices: unknown = Reflect.get(words, choice(keyOf(field)));
      const text = typeof choices === 'object' && choices !== null ? textAt(choices, value) : undefined;
      if (text !== undefined) {
        return text.replace(/\.$/, '');
      }
    }
  }
  return value;
}

/** "Custom field 1 holds the order number": the list as its version keeps it, in the words of Settings. */
function customFieldsText(value: string): string {
  const list: unknown = JSON.parse(value);
  const sentences = (Array.isArray(list) ? list : []).map((entry: unknown) => {
    const [field, from] = ['field', 'from'].map((key) =>
      typeof entry === 'object' && entry !== null ? String(Reflect.get(entry, key)) : '',
    );
    return `${texts.settings.customField(field ?? '')} ${textAt(texts.settings.customFieldOf, from ?? '') ?? from ?? ''}`;
  });
  return sentences.length === 0 ? texts.mappingHistory.none : sentences.join(', ');
}

function keyOf(field: string): string {
  const key = field.split('.').at(-1) ?? field;
  // An order's date that is not told, and the date of the document, are two settings.
  return field === 'untold.date' ? 'untoldDate' : (LABELS[key] ?? key);
}

function textAt(words: object, key: string): string | undefined {
  const text: unknown = Object.hasOwn(words, key) ? Reflect.get(words, key) : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

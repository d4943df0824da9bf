import { parseSync } from 'vite';

export interface ScreenLiteral {
  readonly line: number;
  readonly text: string;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

/** Attributes and properties whose value a person sees or hears. */
const SEEN = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'title',
  'placeholder',
  'label',
  'description',
  'alt',
  'hint',
  'lead',
  'error',
  'nothingFoundMessage',
]);

/** Functions that say their texts to a person. */
const SAYING = new Set(['notify', 'notifyFailure', 'announce', 'confirm', 'alert']);

/** A word: signs, arrows and single letters of keys are none. */
const WORD = /\p{L}{2}/u;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const asNodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

const childrenOf = (node: Node): readonly Node[] => Object.values(node).flatMap((value) => (isNode(value) ? [value] : asNodes(value)));

/** Texts that a screen shows and that stand in the file itself instead of in the catalogue. */
export function screenLiterals(file: string, source: string): readonly ScreenLiteral[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) {
    throw new Error(`${file} can't be parsed: ${errors[0]?.message ?? ''}`);
  }
  const found: ScreenLiteral[] = [];
  const lineOf = (at: number): number => source.slice(0, at).split('\n').length;
  const add = (node: Node, text: string): void => {
    if (WORD.test(text)) {
      found.push({ line: lineOf(node.start), text: text.trim() });
    }
  };
  /** A value that is shown: its literals, also those that a condition chooses between. */
  const shown = (node: Node): void => {
    switch (node.type) {
      case 'Literal':
        if (typeof node['value'] === 'string') {
          add(node, node['value']);
        }
        return;
      case 'TemplateLiteral':
        for (const piece of asNodes(node['quasis'])) {
          const value = piece['value'] as { readonly cooked?: string } | undefined; // safe: ESTree's TemplateElement
          add(piece, value?.cooked ?? '');
        }
        return;
      case 'ConditionalExpression':
        asNodes([node['consequent'], node['alternate']]).forEach(shown);
        return;
      case 'LogicalExpression':
      case 'BinaryExpression':
        asNodes([node['left'], node['right']]).forEach((part) => {
          // A comparison is asked, not shown.
          if (node.type === 'LogicalExpression' || node['operator'] === '+') {
            shown(part);
          }
        });
        return;
      case 'JSXExpressionContainer':
        asNodes([node['expression']]).forEach(shown);
        return;
      default:
        return;
    }
  };
  const walk = (node: Node): void => {
    if (node.type === 'JSXText' && typeof node['value'] === 'string') {
      add(node, node['value']);
    }
    if (node.type === 'JSXAttribute' && SEEN.has(nameOf(node['name'])) && isNode(node['value'])) {
      shown(node['value']);
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      asNodes(node['children'])
        .filter(({ type }) => type === 'JSXExpressionContainer')
        .forEach(shown);
    }
    if (node.type === 'Property' && SEEN.has(nameOf(node['key'])) && isNode(node['value'])) {
      shown(node['value']);
    }
    if (node.type === 'CallExpression' && SAYING.has(nameOf(node['callee']))) {
      asNodes(node['arguments']).forEach(shown);
    }
    childrenOf(node).forEach(walk);
  };
  walk(program as unknown as Node); // safe: every node of ESTree has a type and a start
  return found;
}

function nameOf(node: unknown): string {
  if (!isNode(node)) {
    return '';
  }
  if (typeof node['name'] === 'string') {
    return node['name'];
  }
  return typeof node['value'] === 'string' ? node['value'] : '';
}

import { fail, ok, type Result } from '../../../../shared/domain/result.ts';

/** A piece of a statement. `at` is its column, counted from 1. */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'end';
  readonly value: string;
  readonly at: number;
}

const WORD = /[A-Za-z0-9_.\-:+]/;
const TWO_SIGNS = ['<=', '>='];
const SIGNS = ['(', ')', ',', '*', '=', '<', '>'];

/**
 * Cuts a statement into tokens. Text stands between single quotes; `\'` is a quote and `\\` a backslash within it, and a
 * doubled quote is the end of one text and the begin of another.
 *
 * @returns the tokens, or the place where no token begins
 */
export function tokenize(statement: string): Result<readonly Token[], { readonly at: number; readonly found: string }> {
  const tokens: Token[] = [];
  let index = 0;
  while (index < statement.length) {
    const character = statement.charAt(index);
    const at = index + 1;
    if (/\s/.test(character)) {
      index += 1;
    } else if (character === "'") {
      const text = readText(statement, index);
      if (text === null) {
        return fail({ at: statement.length + 1, found: '<EOF>' });
      }
      tokens.push({ kind: 'text', value: text.value, at });
      index = text.next;
    } else if (TWO_SIGNS.includes(statement.slice(index, index + 2))) {
      tokens.push({ kind: 'sign', value: statement.slice(index, index + 2), at });
      index += 2;
    } else if (SIGNS.includes(character)) {
      tokens.push({ kind: 'sign', value: character, at });
      index += 1;
    } else if (WORD.test(character)) {
      const end = wordEnd(statement, index);
      tokens.push({ kind: 'word', value: statement.slice(index, end), at });
      index = end;
    } else {
      return fail({ at, found: character });
    }
  }
  return ok([...tokens, { kind: 'end', value: '<EOF>', at: statement.length + 1 }]);
}

function readText(statement: string, from: number): { readonly value: string; readonly next: number } | null {
  let value = '';
  for (let index = from + 1; index < statement.length; index += 1) {
    const character = statement.charAt(index);
    if (character === "'") {
      return { value, next: index + 1 };
    }
    if (character === '\\') {
      index += 1;
      if (index >= statement.length) {
        return null;
      }
      value += statement.charAt(index);
    } else {
      value += character;
    }
  }
  return null;
}

function wordEnd(statement: string, from: number): number {
  let end = from;
  while (end < statement.length && WORD.test(statement.charAt(end))) {
    end += 1;
  }
  return end;
}

import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { queryInvalid, queryUnparsable, type Refusal } from '../refusal.ts';
import { type Token, tokenize } from './tokens.ts';

export const OPERATORS = ['=', '<', '>', '<=', '>=', 'LIKE', 'IN'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  readonly property: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export interface Statement {
  readonly select: 'all' | 'count' | readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly { readonly property: string; readonly descending: boolean }[];
  /** Counted from 1. */
  readonly startPosition: number;
  readonly maxResults: number;
}

const DEFAULT_ROWS = 100;
const MOST_ROWS = 1000;

/** Reads the query language of the V3 API: AND only, no OR, no NOT, no joins (api/quickbooks §2.5). */
export function parseStatement(text: string): Result<Statement, Refusal> {
  const tokens = tokenize(text);
  if (!tokens.ok) {
    return fail(queryUnparsable(encountered(tokens.fault.found, tokens.fault.at)));
  }
  const reader = new Reader(tokens.value);
  try {
    return ok(reader.statement());
  } catch (error) {
    if (error instanceof NotThisGrammar) {
      return fail(error.refusal);
    }
    throw error;
  }
}

const encountered = (found: string, at: number): string => `Encountered " "${found}" "${found} "" at line 1, column ${at}.`;

/** Leaves the recursive descent; never leaves this file. */
class NotThisGrammar extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  statement(): Statement {
    this.#keyword('SELECT');
    const select = this.#selection();
    this.#keyword('FROM');
    const from = this.#word();
    const where = this.#isKeyword('WHERE') ? this.#conditions() : [];
    const orderBy = this.#isKeyword('ORDERBY') ? this.#order() : [];
    const page = this.#page();
    if (this.#peek().kind !== 'end') {
      this.#refuse();
    }
    return { select, from, where, orderBy, ...page };
  }

  #selection(): Statement['select'] {
    if (this.#isSign('*')) {
      this.#index += 1;
      return 'all';
    }
    const first = this.#word();
    if (first.toLowerCase() === 'count' && this.#isSign('(')) {
      this.#sign('(');
      this.#sign('*');
      this.#sign(')');
      return 'count';
    }
    const properties = [first];
    while (this.#isSign(',')) {
      this.#sign(',');
      properties.push(this.#word());
    }
    return properties;
  }

  #conditions(): Condition[] {
    const conditions: Condition[] = [];
    do {
      this.#index += 1;
      conditions.push(this.#condition());
    } while (this.#isKeyword('AND'));
    return conditions;
  }

  #condition(): Condition {
    const property = this.#word();
    const token = this.#peek();
    const operator = OPERATORS.find((known) => known === token.value.toUpperCase());
    if (operator === undefined || token.kind === 'text') {
      return this.#refuse();
    }
    this.#index += 1;
    if (operator !== 'IN') {
      return { property, operator, values: [this.#value()] };
    }
    this.#sign('(');
    const values = [this.#value()];
    while (this.#isSign(',')) {
      this.#sign(',');
      values.push(this.#value());
    }
    this.#sign(')');
    return { property, operator, values };
  }

  #order(): Statement['orderBy'] {
    const order: { property: string; descending: boolean }[] = [];
    do {
      this.#index += 1;
      const property = this.#word();
      const isDescending = this.#isKeyword('DESC');
      if (isDescending || this.#isKeyword('ASC')) {
        this.#index += 1;
      }
      order.push({ property, descending: isDescending });
    } while (this.#isSign(','));
    return order;
  }

  /** The two clauses come in either order (recorded). */
  #page(): { readonly startPosition: number; readonly maxResults: number } {
    let startPosition = 1;
    let maxResults = DEFAULT_ROWS;
    while (this.#isKeyword('STARTPOSITION') || this.#isKeyword('MAXRESULTS')) {
      const isStart = this.#isKeyword('STARTPOSITION');
      this.#index += 1;
      const value = this.#count();
      if (isStart) {
        startPosition = value;
      } else {
        maxResults = value;
      }
    }
    if (maxResults > MOST_ROWS) {
      throw new NotThisGrammar(queryInvalid(`value ${maxResults} is too large. Max allowed value is ${MOST_ROWS}`));
    }
    return { startPosition, maxResults };
  }

  #count(): number {
    const token = this.#peek();
    if (!/^\d{1,9}$/.test(token.value)) {
      this.#refuse();
    }
    this.#index += 1;
    const value = Number(token.value);
    if (value < 1) {
      throw new NotThisGrammar(queryInvalid(`value ${value} is too small. Min allowed value is 1`));
    }
    return value;
  }

  #value(): string {
    const token = this.#peek();
    if (token.kind !== 'text' && token.kind !== 'word') {
      this.#refuse();
    }
    this.#index += 1;
    return token.value;
  }

  #word(): string {
    const token = this.#peek();
    if (token.kind !== 'word') {
      this.#refuse();
    }
    this.#index += 1;
    return token.value;
  }

  #keyword(word: string): void {
    if (!this.#isKeyword(word)) {
      this.#refuse();
    }
    this.#index += 1;
  }

  #sign(sign: string): void {
    if (!this.#isSign(sign)) {
      this.#refuse();
    }
    this.#index += 1;
  }

  #isKeyword(word: string): boolean {
    const token = this.#peek();
    return token.kind === 'word' && token.value.toUpperCase() === word;
  }

  #isSign(sign: string): boolean {
    const token = this.#peek();
    return token.kind === 'sign' && token.value === sign;
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', value: '<EOF>', at: 0 };
  }

  #refuse(): never {
    const token = this.#peek();
    throw new NotThisGrammar(queryUnparsable(encountered(token.value, token.at)));
  }
}

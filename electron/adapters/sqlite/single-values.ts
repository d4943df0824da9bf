import { z } from 'zod';

import type { Connection } from './connection.ts';
import { column } from './rows/values.ts';

const valueColumn = column('value', z.string());

/** Values of which a company has one: text by name. */
export function readSingleValue(connection: Connection, name: string): string | null {
  return connection.get('SELECT value FROM single_values WHERE name = ?', [name], valueColumn);
}

export function writeSingleValue(connection: Connection, name: string, value: string): void {
  connection.run('INSERT INTO single_values (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [
    name,
    value,
  ]);
}

// Loaded before the command line: ends the process with SIGKILL right before its n-th lasting step (PURSER_TEST_DIE_AT=n), or counts
// the steps (0) and tells them on standard error at the end. A step is a write to a company's database, or a file that appears whole.
import fs, { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

import Database from 'better-sqlite3';

const dieAt = Number(process.env['PURSER_TEST_DIE_AT'] ?? '0');
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === dieAt) {
    process.kill(process.pid, 'SIGKILL');
  }
}

const prepare = Database.prototype.prepare;
function counted(this: Database.Database, source: string): Database.Statement {
  const statement: Database.Statement = prepare.call(this, source);
  if (basename(this.name) === 'purser.db' && !statement.readonly) {
    stepBefore(statement, 'run');
  }
  return statement;
}
Reflect.set(Database.prototype, 'prepare', counted);

function stepBefore(owner: object, name: string): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') {
    throw new Error(`There is no ${name} to count`);
  }
  Reflect.set(owner, name, function stepping(this: unknown, ...values: unknown[]): unknown {
    step();
    return Reflect.apply(original, this, values);
  });
}
stepBefore(fs, 'renameSync');
stepBefore(fs, 'linkSync');
syncBuiltinESMExports();

process.on('exit', () => writeSync(2, `lasting steps: ${steps}\n`));

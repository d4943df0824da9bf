import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

import Database from 'better-sqlite3';

/** Calls back right before each lasting step of this process: a write to a company's database, or a file that appears whole. */
export function beforeEachLastingStep(step: () => void): void {
  const stepBefore = (owner: object, name: string): void => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') {
      throw new Error(`There is no ${name} to count`);
    }
    Reflect.set(owner, name, function stepping(this: unknown, ...values: unknown[]): unknown {
      step();
      return Reflect.apply(original, this, values);
    });
  };
  const prepare = Database.prototype.prepare;
  Reflect.set(Database.prototype, 'prepare', function counted(this: Database.Database, source: string): Database.Statement {
    const statement: Database.Statement = prepare.call(this, source);
    if (basename(this.name) === 'purser.db' && !statement.readonly) {
      stepBefore(statement, 'run');
    }
    return statement;
  });
  stepBefore(fs, 'renameSync');
  stepBefore(fs, 'linkSync');
  syncBuiltinESMExports();
}

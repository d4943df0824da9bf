import type Database from 'better-sqlite3';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** What makes the database's tables, indexes and triggers, without the ones that SQLite makes itself. */
export function schemaOf(database: Database.Database): readonly SchemaRow[] {
  const sql =
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid";
  return database.prepare<[], SchemaRow>(sql).all();
}

/** The whole database as SQL that makes it again, its version included. */
export function dumpOf(database: Database.Database): string {
  const schema = schemaOf(database);
  const tables = schema.filter(({ type }) => type === 'table');
  const rows = tables.flatMap(({ name }) =>
    database
      .prepare<[], Record<string, string | number | null>>(`SELECT * FROM ${name}`)
      .all()
      .map((row) => `INSERT INTO ${name} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`),
  );
  const statements = (types: readonly string[]): readonly string[] =>
    schema.filter(({ type }) => types.includes(type)).map(({ sql }) => `${sql};`);
  const version = String(database.pragma('user_version', { simple: true }));
  return [...statements(['table']), ...rows, ...statements(['index', 'trigger']), `PRAGMA user_version = ${version};`, ''].join('\n');
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

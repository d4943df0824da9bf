// Checks who imports whom (.dependency-cruiser.mjs). Without a parser for TypeScript the tool reads nothing and still ends with 0:
// so this fails when a folder that holds TypeScript gave no module.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] };
  };
}

const root = process.argv[2] ?? process.cwd();
const FOLDERS = ['electron', 'shared', 'renderer', 'relay'].filter((folder) => existsSync(join(root, folder)));

function cruise(): Cruise {
  const bin = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...FOLDERS];
  const ran = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (!ran.stdout.startsWith('{')) {
    throw new Error(`dependency-cruiser gave no result:\n${ran.stderr}`);
  }
  // Safe: the tool's own documented JSON output, of the version pinned in package.json.
  return JSON.parse(ran.stdout) as Cruise;
}

/** TypeScript files on disk that the tool did not read: a check that overlooks files is no check. */
function overlooked(read: ReadonlySet<string>): readonly string[] {
  return FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })).filter(
    (path) => !path.endsWith('.d.ts') && !read.has(path),
  );
}

const { modules, summary } = cruise();
const own = modules.map((module) => module.source).filter((source) => FOLDERS.some((folder) => source.startsWith(`${folder}/`)));
const missed = overlooked(new Set(own));

const comments = new Map(summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment ?? '']));
for (const { from, to, rule, cycle } of summary.violations) {
  const path = cycle === undefined || cycle.length === 0 ? to : cycle.map((step) => step.name).join(' -> ');
  console.error(`${rule.name}: ${from} -> ${path}\n  ${comments.get(rule.name) ?? ''}`);
}
for (const path of missed) {
  console.error(`not-read: ${path} was not read by dependency-cruiser`);
}
if (own.length === 0) {
  console.error('no-modules: dependency-cruiser read no module at all (is @swc/core installed?)');
}

const failures = summary.violations.length + missed.length + (own.length === 0 ? 1 : 0);
console.log(`${own.length} modules, ${failures} ${failures === 1 ? 'violation' : 'violations'}`);
process.exitCode = failures === 0 ? 0 : 1;

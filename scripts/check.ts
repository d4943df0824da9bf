// `npm run check`: every check that needs no build, one line each; stops at the first that fails and shows what it said.
// `npm run check -- --all` goes on and lists every failure.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

const CHECKS = ['typecheck', 'lint', 'format:check', 'layers', 'dead', 'lockfile:check'] as const;

const goesOn = process.argv.includes('--all');
const failed: string[] = [];

for (const name of CHECKS) {
  const startedAt = performance.now();
  const ran = spawnSync('npm', ['run', '--silent', name], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const passed = ran.status === 0;
  console.log(`${name.padEnd(15)} ${passed ? 'ok' : 'FAILED'}  ${seconds} s`);
  if (!passed) {
    failed.push(name);
    console.log(`${ran.stdout}${ran.stderr}`.trimEnd());
    if (!goesOn) {
      break;
    }
  }
}

console.log(failed.length === 0 ? 'check passed' : `check failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

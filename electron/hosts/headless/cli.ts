#!/usr/bin/env node
// Checks the Node before anything else is loaded: on an older one better-sqlite3 crashes without a word.

const OLDEST = [22, 13];
const BUG = 70;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [oldestMajor = 0, oldestMinor = 0] = OLDEST;

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    `Purser needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}. Install Node 24 from https://nodejs.org and try again.\n`,
  );
  process.exitCode = BUG;
} else {
  const { runCli } = await import('./run-cli.ts');
  const { processIo } = await import('./io.ts');
  process.exitCode = await runCli(process.argv.slice(2), processIo());
}

export {};

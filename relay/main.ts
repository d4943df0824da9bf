#!/usr/bin/env node
// Checks the Node before anything else is loaded: on an older one better-sqlite3 crashes without a word.

const OLDEST = [22, 13];
const BUG = 70;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [oldestMajor = 0, oldestMinor = 0] = OLDEST;

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    `Purser's relay needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}. Install Node 24 from https://nodejs.org and try again.\n`,
  );
  process.exitCode = BUG;
} else {
  const { runRelay } = await import('./run.ts');
  process.exitCode = await runRelay(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isOutTerminal: process.stdout.isTTY,
    variables: process.env,
    stopAsked: new Promise((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
        process.on(signal, () => resolve());
      }
    }),
  });
}

export {};

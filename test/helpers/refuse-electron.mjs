// node --import ./test/helpers/refuse-electron.mjs dist/headless/cli.js: ends the process with code 86 when electron is ever resolved.
// Outside Electron, resolving it tries to download a binary; electron-store does the same behind one's back.
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const REFUSED_CODE = 86;

registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(-store|-updater)?(\/|$)/.test(specifier)) {
      writeSync(2, `refused to resolve "${specifier}" from ${context.parentURL ?? 'the command line'}\n`);
      process.exit(REFUSED_CODE);
    }
    return next(specifier, context);
  },
});

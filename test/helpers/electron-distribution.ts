import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text by which the fuse tool finds the wire in Electron's executable, then the wire's version and length, then nine fuses as shipped. */
const FUSE_WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100111')]);

/** Writes an Electron distribution of Linux layout whose executable carries a fuse wire like the real one's, and does nothing. */
export function writeElectronDistribution(directory: string, version: string): void {
  const executable = Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), FUSE_WIRE, Buffer.from('\n')]);
  const files: Readonly<Record<string, string | Buffer>> = {
    electron: executable,
    version,
    LICENSE: 'license',
    'LICENSES.chromium.html': 'licenses',
    'locales/en-US.pak': 'locale',
    'chrome-sandbox': '#!/bin/sh\n',
    chrome_crashpad_handler: '#!/bin/sh\n',
  };
  for (const folder of ['locales', 'resources']) {
    mkdirSync(join(directory, folder), { recursive: true });
  }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content);
  }
  chmodSync(join(directory, 'electron'), 0o755);
}

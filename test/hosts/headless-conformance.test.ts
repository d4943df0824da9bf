import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import { startLoopbackServer } from '../../electron/hosts/headless/serve/server.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { describeHost } from './conformance.ts';
import { connectOverHttp } from './http-client.ts';

describeHost('the headless host over loopback HTTP', async () => {
  const folder = makeTempDirectory('host');
  writeFileSync(join(folder.path, 'index.html'), '<!doctype html>');
  const host = await openHost({ dataDirectory: join(folder.path, 'data'), mode: 'write', version: '0.1.0', io: { variables: {} } });
  const server = await startLoopbackServer({
    core: host.core,
    context: { actor: host.actor },
    logger: host.logger,
    renderer: folder.path,
    port: 0,
  });
  const { client, close } = await connectOverHttp(server.url);
  return {
    client,
    async close() {
      close();
      await server.close();
      await host.close();
      folder.remove();
    },
  };
});

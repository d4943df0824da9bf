import { onTestFinished } from 'vitest';

import { openNatsStore } from '../../relay/store/nats/nats-store.ts';
import { startNatsServer } from './nats-server.ts';
import { describeRelayStore } from './store-conformance.ts';

describeRelayStore('NATS JetStream', async () => {
  const server = await startNatsServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { open: (limits) => openNatsStore({ url: server.url, replicas: 1 }, limits) };
});

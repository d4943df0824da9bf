import { onTestFinished } from 'vitest';

import { openSqliteStore } from '../../relay/store/sqlite/sqlite-store.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { describeRelayStore } from './store-conformance.ts';

describeRelayStore('embedded store', async () => {
  const directory = makeTempDirectory('relay');
  onTestFinished(directory.remove);
  return { open: async (limits) => openSqliteStore(directory.path, limits) };
});

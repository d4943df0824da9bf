import { join } from 'node:path';

import type { Result } from '../../../shared/domain/result.ts';
import { createExclusiveTurn } from '../../adapters/sqlite/exclusive-turn.ts';
import type { Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';

/**
 * A vault that one process writes at a time. All secrets are in one file, which a write reads, changes and replaces: two at once,
 * and the newest tokens of one company go with another company's. A self-check that renews tokens beside a running Purser is enough.
 */
export function oneWriterVault(vault: SecretVault, dataDirectory: string, timers: Timers): SecretVault {
  const alone = createExclusiveTurn(join(dataDirectory, 'vault-turn.db'), timers, 'vault');
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = (write: () => Promise<Result<null, PortFault>>): Promise<Result<null, PortFault>> => {
    const turn = queue.then(() => alone(write));
    queue = turn.catch(() => null);
    return turn;
  };
  return {
    protection: vault.protection,
    get: (slug, name) => vault.get(slug, name),
    set: (slug, name, value) => inTurn(() => vault.set(slug, name, value)),
    delete: (slug, name) => inTurn(() => vault.delete(slug, name)),
  };
}

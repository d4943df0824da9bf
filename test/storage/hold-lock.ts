import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';

// A process of its own that takes the lock of the data directory in its first argument and holds it until it is ended.
const directory = openDataDirectory(process.argv[2] ?? '');
const lock = directory.ok ? directory.value.acquireLock({ pid: process.pid, host: 'desktop', since: instantOf(Date.now()) }) : directory;
console.log(lock.ok ? 'held' : lock.fault.code);
process.stdin.resume();
process.stdin.on('end', () => {
  if (lock.ok) {
    lock.value.release();
  }
});

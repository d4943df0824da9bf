import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { UseCaseParts } from './parts.ts';

export function preferenceHandlers({ ports, events }: UseCaseParts): HandlersOf<'app.preferences' | 'app.savePreferences'> {
  const { preferences, login } = ports;
  const shown = (): MethodOutput<'app.preferences'> => ({ ...preferences.read(), startsAtLogin: login?.isOn() ?? null });
  return {
    'app.preferences': () => ok(shown()),
    'app.savePreferences': ({ startsAtLogin, ...changes }) => {
      if (startsAtLogin !== undefined && login === null) {
        return fail(faultOf('contract/bad-input', { startsAtLogin }, 'Only the desktop app can be started with the computer.'));
      }
      const started = startsAtLogin === undefined || login === null ? ok(null) : login.set(startsAtLogin);
      if (!started.ok) {
        return started;
      }
      const kept = preferences.read();
      preferences.keep({
        language: changes.language ?? kept.language,
        colours: changes.colours ?? kept.colours,
        tell: changes.tell ?? kept.tell,
      });
      events.changed(null, ['companies']);
      return ok(shown());
    },
  };
}

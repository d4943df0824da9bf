import { formatPacific } from '../../../shared/domain/time/zones.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';

/** Pacific wall time with its offset and milliseconds, as the `time` of an answer: "2026-03-14T05:58:07.300-07:00". */
export function answerTime(epochMs: number): string {
  const millisecond = String(((epochMs % 1000) + 1000) % 1000).padStart(3, '0');
  const [wall, offset] = wallAndOffset(epochMs);
  return `${wall}.${millisecond}${offset}`;
}

/** The same without milliseconds, as MetaData carries it. */
export function recordTime(epochMs: number): string {
  return wallAndOffset(epochMs).join('');
}

function wallAndOffset(epochMs: number): [wall: string, offset: string] {
  const wall = formatPacific(instantOf(epochMs)).replace(' ', 'T');
  const wallMs = Date.parse(`${wall}Z`);
  const minutes = Math.round((wallMs - Math.floor(epochMs / 1000) * 1000) / 60_000);
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  return [wall, `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`];
}

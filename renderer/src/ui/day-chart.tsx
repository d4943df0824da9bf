import { useElementSize } from '@mantine/hooks';
import { type ReactElement, useId } from 'react';

import { formatDay } from '../lib/format.ts';
import styles from './day-chart.module.css';

export interface ChartSeries {
  readonly name: string;
  /** One value for each day. */
  readonly values: readonly number[];
  readonly look: 'bars' | 'line' | 'dashed';
}

interface DayChartProps {
  readonly days: readonly string[];
  readonly series: readonly ChartSeries[];
  /** What the chart shows in one sentence, for those who can't see it. */
  readonly summary: string;
}

/** Until the real width is known, and the least that sixty days need. */
const FIRST_WIDTH = 960;
const LEAST_WIDTH = 480;
const HEIGHT = 180;
const LEFT = 34;
const BOTTOM = 20;
const TOP = 8;
const LABEL_EVERY = 10;

/** A round number of steps at or above the largest value. */
function niceTop(largest: number): number {
  const steps = [4, 8, 12, 20, 40, 60, 80, 100, 200, 400, 800, 1_000, 2_000, 4_000, 10_000];
  return steps.find((step) => step >= largest) ?? Math.ceil(largest / 10_000) * 10_000;
}

/** Values per day. Series differ by shape as well as by colour. */
export function DayChart({ days, series, summary }: DayChartProps): ReactElement {
  const titleId = useId();
  const { ref, width: shown } = useElementSize();
  const width = Math.max(LEAST_WIDTH, shown === 0 ? FIRST_WIDTH : shown);
  const top = niceTop(Math.max(1, ...series.flatMap(({ values }) => values)));
  const slot = (width - LEFT) / Math.max(1, days.length);
  const x = (index: number): number => LEFT + slot * (index + 0.5);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  return (
    <figure ref={ref} className={styles['figure']}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={titleId} className={styles['chart']}>
        <title id={titleId}>{summary}</title>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={width} y1={y(top * part)} y2={y(top * part)} className={styles['grid']} />
            <text x={LEFT - 6} y={y(top * part) + 4} textAnchor="end" className={styles['label']}>
              {Math.round(top * part)}
            </text>
          </g>
        ))}
        {days.map((day, index) =>
          index % LABEL_EVERY === LABEL_EVERY - 1 ? (
            <text
              key={day}
              x={index === days.length - 1 ? width : x(index)}
              y={HEIGHT - 4}
              textAnchor={index === days.length - 1 ? 'end' : 'middle'}
              className={styles['label']}
            >
              {formatDay(day)}
            </text>
          ) : null,
        )}
        {series.map((one) =>
          one.look === 'bars' ? (
            <Bars key={one.name} values={one.values} x={x} y={y} width={slot * 0.7} />
          ) : (
            <polyline
              key={one.name}
              points={one.values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
              className={styles[one.look]}
            />
          ),
        )}
      </svg>
      <figcaption className={styles['legend']}>
        {series.map(({ name, look }) => (
          <span key={name} className={styles['key']}>
            <svg width="22" height="10" aria-hidden>
              {look === 'bars' ? (
                <rect x="5" y="0" width="12" height="10" className={styles['bars']} />
              ) : (
                <line x1="0" x2="22" y1="5" y2="5" className={styles[look]} />
              )}
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

interface BarsProps {
  readonly values: readonly number[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly width: number;
}

function Bars({ values, x, y, width }: BarsProps): ReactElement {
  return (
    <g className={styles['bars']}>
      {values.map((value, index) =>
        value > 0 ? <rect key={index} x={x(index) - width / 2} y={y(value)} width={width} height={y(0) - y(value)} /> : null,
      )}
    </g>
  );
}

import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, type ReactElement, type ReactNode, useId, useState } from 'react';

import { formatDay } from '../lib/format.ts';
import styles from './day-chart.module.css';

export interface ChartSeries {
  readonly name: string;
  /** One value for each day. */
  readonly values: readonly number[];
  readonly look: 'bars' | 'line' | 'dashed';
}

interface DayChartProps {
  /** Dates; the same one may stand several times. */
  readonly days: readonly string[];
  readonly series: readonly ChartSeries[];
  /** What the chart shows in one sentence, for those who can't see it. */
  readonly summary: string;
  /** How a value reads at the axis; as a whole number where it is left out. */
  readonly tellValue?: (value: number) => string;
  /** Where the first of the two is above the second, the difference is hatched: `name` stands in the legend. */
  readonly gap?: { readonly name: string; readonly upper: readonly number[]; readonly lower: readonly number[] };
  /** With it, the chart is gone through with the arrow keys and the pointer; what it says of a day stands below. */
  readonly readout?: (index: number) => ReactNode;
}

/** Until the real width is known, and the least that sixty days need. */
const FIRST_WIDTH = 960;
const LEAST_WIDTH = 480;
const HEIGHT = 180;
const LEFT = 34;
/** For values that are told in words. */
const WIDE_LEFT = 84;
const BOTTOM = 20;
const TOP = 8;
const LABEL_EVERY = 10;

/** A round number of steps at or above the largest value. */
function niceTop(largest: number): number {
  const steps = [4, 8, 12, 20, 40, 60, 80, 100, 200, 400, 800, 1_000, 2_000, 4_000, 10_000];
  return steps.find((step) => step >= largest) ?? Math.ceil(largest / 10_000) * 10_000;
}

/** Values per day. Series differ by shape as well as by colour. */
export function DayChart({ days, series, summary, gap, readout, tellValue }: DayChartProps): ReactElement {
  const titleId = useId();
  const hatchId = useId();
  const left = tellValue === undefined ? LEFT : WIDE_LEFT;
  const cursor = useCursor(days.length, left);
  const { ref, width: shown } = useElementSize();
  const width = Math.max(LEAST_WIDTH, shown === 0 ? FIRST_WIDTH : shown);
  const top = niceTop(Math.max(1, ...series.flatMap(({ values }) => values)));
  const slot = (width - left) / Math.max(1, days.length);
  const x = (index: number): number => left + slot * (index + 0.5);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  return (
    <figure ref={ref} className={styles['figure']}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-labelledby={titleId}
        className={styles['chart']}
        {...(readout === undefined ? {} : cursor.events)}
      >
        <title id={titleId}>{summary}</title>
        {cursor.index !== null && readout !== undefined && (
          <rect x={x(cursor.index) - slot / 2} y={TOP} width={slot} height={HEIGHT - TOP - BOTTOM} className={styles['cursor']} />
        )}
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={left} x2={width} y1={y(top * part)} y2={y(top * part)} className={styles['grid']} />
            <text x={left - 6} y={y(top * part) + 4} textAnchor="end" className={styles['label']}>
              {tellValue === undefined ? Math.round(top * part) : tellValue(top * part)}
            </text>
          </g>
        ))}
        {days.map((day, index) =>
          index % LABEL_EVERY === LABEL_EVERY - 1 ? (
            <text
              key={index}
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
        {gap !== undefined && <Gap gap={gap} hatchId={hatchId} x={x} y={y} width={slot * 0.7} />}
      </svg>
      {readout !== undefined && (
        <div role="status" className={styles['readout']}>
          {cursor.index === null ? null : readout(cursor.index)}
        </div>
      )}
      <Legend series={series} gap={gap} hatchId={hatchId} />
    </figure>
  );
}

interface LegendProps extends Pick<DayChartProps, 'series'> {
  readonly gap: DayChartProps['gap'];
  readonly hatchId: string;
}

function Legend({ series, gap, hatchId }: LegendProps): ReactElement {
  return (
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
      {gap !== undefined && (
        <span className={styles['key']}>
          <svg width="22" height="10" aria-hidden>
            <rect x="5" y="0" width="12" height="10" fill={`url(#${hatchId})`} />
          </svg>
          {gap.name}
        </span>
      )}
    </figcaption>
  );
}

interface Cursor {
  /** The day that is looked at; null before anybody has looked. */
  readonly index: number | null;
  readonly events: {
    readonly tabIndex: 0;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
  };
}

/** Arrow keys, Home and End go from day to day, the pointer points at one. */
function useCursor(count: number, chartLeft: number): Cursor {
  const [index, setIndex] = useState<number | null>(null);
  const last = count - 1;
  const goTo = (wanted: number): void => setIndex(Math.min(last, Math.max(0, wanted)));
  const steps: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => goTo((index ?? count) - 1),
    ArrowRight: () => goTo((index ?? last) + 1),
    Home: () => goTo(0),
    End: () => goTo(last),
  };
  return {
    index: index !== null && index <= last ? index : null,
    events: {
      tabIndex: 0,
      onKeyDown: (event) => {
        const step = steps[event.key];
        if (step !== undefined) {
          event.preventDefault();
          step();
        }
      },
      onPointerMove: ({ clientX, currentTarget }) => {
        const { left, width } = currentTarget.getBoundingClientRect();
        const shown = Math.max(LEAST_WIDTH, width);
        const along = ((clientX - left) / width) * shown - chartLeft;
        if (along >= 0) {
          goTo(Math.floor(along / ((shown - chartLeft) / Math.max(1, count))));
        }
      },
    },
  };
}

interface GapProps {
  readonly gap: NonNullable<DayChartProps['gap']>;
  readonly hatchId: string;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly width: number;
}

/** Hatched, so that it is no colour alone. */
function Gap({ gap: { upper, lower }, hatchId, x, y, width }: GapProps): ReactElement {
  return (
    <g>
      <defs>
        <pattern id={hatchId} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" className={styles['hatch']} />
        </pattern>
      </defs>
      {upper.map((value, index) => {
        const below = lower[index] ?? 0;
        return value > below ? (
          <rect
            key={index}
            x={x(index) - width / 2}
            y={y(value)}
            width={width}
            height={y(below) - y(value)}
            fill={`url(#${hatchId})`}
            className={styles['gap']}
          />
        ) : null;
      })}
    </g>
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

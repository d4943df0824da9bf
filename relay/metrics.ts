/** Upper bounds in seconds; 0.1 is the promise of PROTOCOL.md for an answer to ShipStation. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

const COUNTERS = {
  relay_events_total: 'Deliveries by what became of them: stored, duplicate or the code of the refusal.',
  relay_acknowledgements_total: 'Acknowledgements that deleted what a reader has.',
  relay_sent_total: 'Events written to readers.',
  relay_readers_ended_total: 'Streams that ended, by reason.',
  relay_refused_total: 'Refused requests, by status.',
  relay_connections_dropped_total: 'Connections over the limit.',
  relay_jwks_fetches_total: 'Fetches of the signing keys, by outcome.',
} as const;

export type CounterName = keyof typeof COUNTERS;

/** A figure of the moment: asked for when the metrics are read. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

export interface Metrics {
  count(name: CounterName, label?: string, by?: number): void;
  /** How long an answer to ShipStation took, in seconds. */
  observeAnswer(seconds: number): void;
  text(gauges: readonly Gauge[]): string;
}

/** The label of each counter that has one. Its values come from closed sets of this program, never from outside. */
const LABELS: Partial<Record<CounterName, string>> = {
  relay_events_total: 'outcome',
  relay_readers_ended_total: 'reason',
  relay_refused_total: 'status',
  relay_jwks_fetches_total: 'outcome',
};

/** Counters and one histogram in the text format of Prometheus 0.0.4. */
export function createMetrics(): Metrics {
  const counts = new Map<CounterName, Map<string, number>>();
  const answers = { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
  return {
    count(name, label = '', by = 1) {
      const values = counts.get(name) ?? new Map<string, number>();
      values.set(label, (values.get(label) ?? 0) + by);
      counts.set(name, values);
    },
    observeAnswer(seconds) {
      answers.sum += seconds;
      answers.count += 1;
      BUCKETS.forEach((bound, index) => {
        if (seconds <= bound) {
          answers.buckets[index] = (answers.buckets[index] ?? 0) + 1;
        }
      });
    },
    text(gauges) {
      const lines = [
        // Safe: the keys of COUNTERS are the counter names.
        ...(Object.keys(COUNTERS) as CounterName[]).flatMap((name) => counterLines(name, counts.get(name) ?? new Map<string, number>())),
        ...histogramLines(answers),
        ...gauges.flatMap(({ name, help, value }) => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`]),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}

function counterLines(name: CounterName, values: ReadonlyMap<string, number>): readonly string[] {
  const label = LABELS[name];
  const rows = [...values].map(([value, count]) => (label === undefined ? `${name} ${count}` : `${name}{${label}="${value}"} ${count}`));
  return [
    `# HELP ${name} ${COUNTERS[name]}`,
    `# TYPE ${name} counter`,
    ...(rows.length === 0 && label === undefined ? [`${name} 0`] : rows),
  ];
}

function histogramLines(answers: { readonly buckets: readonly number[]; readonly sum: number; readonly count: number }): readonly string[] {
  const name = 'relay_answer_seconds';
  return [
    `# HELP ${name} Time from a delivery's headers to its answer.`,
    `# TYPE ${name} histogram`,
    ...BUCKETS.map((bound, index) => `${name}_bucket{le="${bound}"} ${answers.buckets[index] ?? 0}`),
    `${name}_bucket{le="+Inf"} ${answers.count}`,
    `${name}_sum ${answers.sum}`,
    `${name}_count ${answers.count}`,
  ];
}

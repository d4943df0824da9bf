import { Code } from '@mantine/core';
import type { ReactElement } from 'react';

interface JsonViewProps {
  /** JSON text, or a value. */
  readonly value: unknown;
  readonly label: string;
}

/** JSON in full, indented; text that is no JSON as it is. */
export function JsonView({ value, label }: JsonViewProps): ReactElement {
  return (
    <Code block tabIndex={0} aria-label={label} role="region" mah={360} style={{ overflow: 'auto' }}>
      {typeof value === 'string' ? indented(value) : JSON.stringify(value, null, 2)}
    </Code>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

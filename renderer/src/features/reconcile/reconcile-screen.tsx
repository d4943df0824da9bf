import type { ReactElement } from 'react';

export function ReconcileScreen(): ReactElement {
  return <div />;
}

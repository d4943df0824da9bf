import type { ReactElement } from 'react';

export function ReplayScreen(): ReactElement {
  return <div />;
}

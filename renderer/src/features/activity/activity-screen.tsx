import type { ReactElement } from 'react';

export function ActivityScreen(): ReactElement {
  return <div />;
}

import type { ReactElement } from 'react';

export function ConnectionsScreen(): ReactElement {
  return <div />;
}

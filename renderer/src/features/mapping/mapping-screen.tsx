import type { ReactElement } from 'react';

export function MappingScreen(): ReactElement {
  return <div />;
}

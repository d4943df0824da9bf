import type { ReactElement } from 'react';

export function FirstRunScreen(): ReactElement {
  return <div />;
}

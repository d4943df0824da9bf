import { createMemoryHistory, type RouterHistory } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';

import { App } from '../../renderer/src/app/app.tsx';
import { createFakeClient, type FakeClient } from './fake-client.ts';

/** happy-dom makes its classes for each window, so the getter is replaced where an element really has it. */
function giveSize(property: 'offsetWidth' | 'offsetHeight' | 'clientWidth' | 'clientHeight', size: number): void {
  let owner: object | null = document.createElement('div');
  while (owner !== null && !Object.hasOwn(owner, property)) {
    owner = Reflect.getPrototypeOf(owner);
  }
  Object.defineProperty(owner ?? HTMLElement.prototype, property, { configurable: true, get: () => size });
}

/** What the virtual list needs of a browser and happy-dom does not have: sizes. */
export function prepareBrowser(): void {
  // The first look at a screen loads its chunk, which takes its time where two cores are shared.
  configure({ asyncUtilTimeout: 20_000 });
  giveSize('offsetWidth', 1_000);
  giveSize('offsetHeight', 600);
  giveSize('clientWidth', 1_000);
  giveSize('clientHeight', 600);
}

export interface ShownApp {
  readonly client: FakeClient;
  readonly history: RouterHistory;
  /** The address without its #. */
  address(): string;
}

/** The whole app at an address, over a client in memory. */
export function showApp(address: string, client: FakeClient = createFakeClient()): ShownApp {
  cleanup();
  document.body.replaceChildren();
  const history = createMemoryHistory({ initialEntries: [address] });
  render(<App client={client} history={history} />);
  return { client, history, address: () => history.location.href };
}

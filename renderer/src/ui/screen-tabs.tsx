import { Tabs } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface ScreenTab {
  readonly value: string;
  readonly name: string;
  readonly count?: number;
  readonly content: ReactNode;
}

interface ScreenTabsProps {
  readonly tabs: readonly ScreenTab[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Tabs of a screen; which one is open is in the address. */
export function ScreenTabs({ tabs, value, onChange }: ScreenTabsProps): ReactElement {
  return (
    <Tabs value={value} onChange={(next) => next !== null && onChange(next)} keepMounted={false}>
      <Tabs.List mb="sm">
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} fz="sm">
            {tab.name}
            {tab.count !== undefined && tab.count > 0 && ` (${tab.count})`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

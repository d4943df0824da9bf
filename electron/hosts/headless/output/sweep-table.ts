import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { tableText } from './table.ts';
import { countText } from './words.ts';

type Swept = MethodOutput<'completeness.sweep'>;

/** A completeness check for people: both counts per store and creation day, differences marked, and what was done about them. */
export function sweepText(swept: Swept): string {
  const table = tableText(swept.byStoreAndDay, [
    { title: 'Store', text: ({ store }) => store },
    { title: 'Created', text: ({ day }) => day },
    { title: 'ShipStation', align: 'right', text: ({ listed }) => String(listed) },
    { title: 'Here', align: 'right', text: ({ stored }) => String(stored) },
    { title: '', text: remarkOf },
  ]);
  return [table, '', ...sentencesOf(swept)].join('\n');
}

function remarkOf({ listed, stored, missing }: Swept['byStoreAndDay'][number]): string {
  if (listed !== stored) {
    return `differs by ${Math.abs(listed - stored)}`;
  }
  return missing > 0 ? `${missing} fetched now` : '';
}

function sentencesOf({ compared, missing, overlooked, fetched, unreadable, gone, unsettled }: Swept): string[] {
  const found = missing === 0 ? 'none was missing here' : `${missing} of them ${missing === 1 ? 'was' : 'were'} missing here`;
  return [
    `Compared ${countText(compared, 'order')}: ${found}, ${fetched} fetched.`,
    ...(overlooked > 0 ? [`${countText(overlooked, 'order')} should have come with an earlier pull; please report that.`] : []),
    ...(unreadable > 0 ? [`${countText(unreadable, 'record')} could not be read and ${unreadable === 1 ? 'is' : 'are'} tried again.`] : []),
    ...(gone > 0 ? [`${countText(gone, 'order')} ${gone === 1 ? 'is' : 'are'} not in ShipStation any more.`] : []),
    ...(unsettled > 0
      ? [
          `${countText(unsettled, 'stored order')} ${unsettled === 1 ? 'was' : 'were'} not listed and not looked up. Does the key belong to this account?`,
        ]
      : []),
  ];
}

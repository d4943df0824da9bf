export const computerTexts = {
  lead: 'These hold for every company on this computer.',
  languageHint: 'The screens and the guide. The page is loaded anew.',
  looks: 'How it looks',
  colours: 'Colours',
  coloursOf: { auto: 'As the computer', light: 'Light', dark: 'Dark' },
  tell: 'Tell me while I look at something else',
  tellHint: 'Through the computer’s own notifications. They name the company and what is to be done, never a buyer or an amount.',
  tellReconnect: 'when ShipStation or QuickBooks must be connected again',
  tellFailures: 'when a posting was refused, or its answer did not come',
  tellRefused: 'Notifications are not allowed for this page. Allow them in the browser, then switch this on again.',
  tellNever: 'This browser knows no notifications.',
  tellAllow: 'Allow notifications in this browser',
  loginTitle: 'With the computer',
  login: 'Start Purser when I sign in to this computer',
  loginHint: 'Orders are pulled from then on, each company by its own schedule.',
  loginNever: 'Only the desktop app can be started with the computer. This Purser runs until its window or terminal is closed.',
  saved: 'Saved.',
  reconnectTitle: (company: string) => `${company}: connect again`,
  failedTitle: (company: string) => `${company}: look at Replay`,
  failedBody: (count: number) =>
    count === 1
      ? 'One more posting was refused, or has no answer. Replay says which.'
      : `${count} more postings were refused, or have no answer. Replay says which.`,
} as const;

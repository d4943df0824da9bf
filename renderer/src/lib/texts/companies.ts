/** Texts of the first run beside those of the frame, which its buttons share with the company switcher. */
export const companyTexts = {
  known: 'Companies so far',
  practiceReady: (name: string) => `${name} is there already.`,
  openKnown: (name: string) => `Open ${name}`,
  practiceAnother: 'Make another practice company',
  practiceNumbered: (number: number) => `Practice company ${number}`,
  making: 'Making the company, its ShipStation and its QuickBooks',
  pulling: 'Pulling its orders',
  pulled: (done: number, total: number | null) => (total === null ? `${done} so far` : `${done} of ${total}`),
  pullFailed: 'The company is there, but its orders could not be pulled',
  openAnyway: 'Open it without orders',
  notMade: 'The company was not made',
  nameMissing: 'A name is needed.',
};

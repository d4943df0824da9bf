/** Of the dialog that takes posted documents back. */
export const undoTexts = {
  title: (number: string) => `Take back what was posted for order ${number}`,
  reading: 'Reading the documents in QuickBooks',
  documents: 'In QuickBooks now',
  kinds: { invoice: 'Invoice', 'sales-receipt': 'Sales receipt', payment: 'Payment' },
  columns: { what: 'Document', number: 'Number', date: 'Date', total: 'Total', open: 'Open' },
  how: 'How',
  recommended: 'recommended',
  notPossible: 'not possible',
  ways: {
    void: {
      name: 'Void it',
      does: 'The documents stay in QuickBooks with a total of zero, in the month that they are dated in. Their number is not used again.',
      confirm: 'Void in QuickBooks',
    },
    'credit-memo': {
      name: 'Write a credit memo',
      does: 'The documents stay as they are. A credit memo of the same lines takes them back today.',
      confirm: 'Write the credit memo',
    },
  },
  creditMemo: (number: string, date: string) => `Credit memo ${number}, dated ${date}`,
  neither: 'Neither way is open here. Settle what stands in the way in QuickBooks, then look again.',
  lookAgain: 'Look again',
  credited: (count: number) => (count === 1 ? '1 credit memo written' : `${count} credit memos written`),
  undo: 'Take back',
  postAnew: 'Approve anew',
  /** What stands in the way or is to be known: the sentence of the core in English. */
  note: (_code: string, message: string, _details: Readonly<Record<string, unknown>>): string => message,
  changes: 'What is different',
  changeColumns: { field: 'Field', posted: 'As it was posted', now: 'Now' },
  /** A field of a document in the words of the books, such as "Line 2 amount". */
  field: (field: string): string => field,
  newRecords: 'Made in QuickBooks when it is posted',
  newRecordColumns: {
    item: 'New item',
    type: 'Type',
    account: 'Income account',
    customer: 'New customer',
    email: 'E-mail',
    documents: 'Documents',
  },
  newKinds: { service: 'Service', 'non-inventory': 'Non-inventory' },
  moreRecords: (count: number) => `and ${count} more`,
};

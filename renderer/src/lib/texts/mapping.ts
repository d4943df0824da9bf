export const mappingTexts = {
  noRecord: 'No record has this name.',
  inactive: 'inactive in QuickBooks',
};

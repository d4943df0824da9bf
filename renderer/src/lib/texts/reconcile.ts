export const reconcileTexts = {};

export const connectionTexts = {};

export const activityTexts = {};

/** The two IPC channels between window and main process: every method goes through the first, every event through the second. */
export const CALL_CHANNEL = 'purser:call';
export const EVENT_CHANNEL = 'purser:event';

/** What a computer and its Purser say of themselves where somebody looks for a fault. */
export interface Diagnostics {
  /** The system and what Purser runs on, e.g. platform "win32", release "10.0.26100". No name of a computer or a person. */
  system(): Readonly<Record<string, string>>;
  /** The newest lines of the log, oldest first; none where there is no log that can be read. */
  logTail(most: number): readonly string[];
}

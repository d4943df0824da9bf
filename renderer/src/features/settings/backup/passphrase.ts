/** The shortest that the contract takes. */
export const SHORTEST_PASSPHRASE = 10;

/** A new passphrase as it is being written, twice. */
export interface PassphraseDraft {
  readonly passphrase: string;
  readonly again: string;
}

export const NO_PASSPHRASE: PassphraseDraft = { passphrase: '', again: '' };

export const isPassphraseGiven = ({ passphrase, again }: PassphraseDraft): boolean =>
  passphrase.length >= SHORTEST_PASSPHRASE && passphrase === again;

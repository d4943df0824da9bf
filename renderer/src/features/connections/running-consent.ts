/** A consent that waits for the person, as far as this screen must know it. Nothing in it is a secret: the address stands in the browser too. */
export interface RunningConsent {
  readonly flowId: string;
  readonly authorizeUrl: string;
  readonly redirectUri: string;
}

const keyOf = (company: string): string => `purser.consent.${company}`;

/** The consent that was begun in this tab, also after another screen or a reload; without it nobody could cancel it. */
export function readRunningConsent(company: string): RunningConsent | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(company)) ?? 'null');
    return isConsent(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepRunningConsent(company: string, consent: RunningConsent | null): void {
  try {
    if (consent === null) {
      sessionStorage.removeItem(keyOf(company));
    } else {
      sessionStorage.setItem(keyOf(company), JSON.stringify(consent));
    }
  } catch {
    // A browser that keeps nothing only means that a reload forgets the consent; it ends by itself after ten minutes.
  }
}

function isConsent(kept: unknown): kept is RunningConsent {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'flowId' in kept &&
    'authorizeUrl' in kept &&
    'redirectUri' in kept &&
    [kept.flowId, kept.authorizeUrl, kept.redirectUri].every((value) => typeof value === 'string') &&
    String(kept.authorizeUrl).startsWith('http')
  );
}

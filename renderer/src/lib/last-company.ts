const KEY = 'purser.company';

/** The company that was open last, where the browser keeps it. */
export function readLastCompany(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberCompany(slug: string): void {
  try {
    localStorage.setItem(KEY, slug);
  } catch {
    // A browser that keeps nothing only means that the first company is opened next time.
  }
}

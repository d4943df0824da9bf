/** A folder name must stay short on every system; the contract allows 80. */
const MAX_SLUG = 60;
const WITHOUT_LETTERS = 'company';

/** The name in lower-case ASCII with hyphens; -2, -3 where it is taken. */
export function slugFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? WITHOUT_LETTERS : plain;
  let slug = base;
  for (let number = 2; taken.includes(slug); number += 1) {
    slug = `${base}-${number}`;
  }
  return slug;
}

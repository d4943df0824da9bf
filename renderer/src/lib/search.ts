import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** The address's parameters as plain text; undefined removes one. */
export type SearchTexts = Readonly<Record<string, string | undefined>>;

/** Parameters of the address, read through `parse`; `update` changes some and leaves the others. */
export function useAddressState<T>(
  parse: (search: SearchTexts) => T,
): readonly [T, (changes: SearchTexts, options?: { readonly replace?: boolean }) => void] {
  // Safe: the router is told to leave every parameter as text.
  const search = useSearch({ strict: false }) as SearchTexts;
  const navigate = useNavigate();
  const update = useCallback(
    (changes: SearchTexts, options: { readonly replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (old: SearchTexts) => withoutEmpty({ ...old, ...changes }),
        replace: options.replace ?? false,
      } as never); // safe: parameters are text on every screen
    },
    [navigate],
  );
  return [useMemo(() => parse(search), [parse, search]), update];
}

function withoutEmpty(search: SearchTexts): SearchTexts {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}

import { type Dispatch, type SetStateAction, useState } from 'react';

/** What a person is typing; starts anew whenever what it was made from changes, such as by the browser's back button. */
export function useDraft<Source, Draft>(
  source: Source,
  draftOf: (source: Source) => Draft,
): readonly [Draft, Dispatch<SetStateAction<Draft>>] {
  const [seen, setSeen] = useState(source);
  const [draft, setDraft] = useState(() => draftOf(source));
  if (seen !== source) {
    setSeen(source);
    setDraft(draftOf(source));
  }
  return [draft, setDraft];
}

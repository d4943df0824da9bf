import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';

import { type Command, useCommand } from '../client/calls.ts';

/** The contract's limit for a company's name. */
const LONGEST_NAME = 100;

export interface NewClient {
  readonly add: Command<'company.add'>;
  /** For the field of the name. */
  readonly field: {
    readonly value: string;
    readonly maxLength: number;
    readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
  };
  /** It was sent without a name. */
  readonly isMissing: boolean;
  readonly submit: (event: FormEvent) => void;
}

/** Makes a client's company by its name and goes on with the checklist of its set-up. */
export function useNewClient(): NewClient {
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const navigate = useNavigate();
  const add = useCommand('company.add', {
    onDone: ({ company }) => void navigate({ to: '/c/$company/set-up', params: { company: company.slug } } as never), // safe: a screen of router.tsx
  });
  return {
    add,
    isMissing,
    field: {
      value: name,
      maxLength: LONGEST_NAME,
      onChange({ currentTarget }) {
        setName(currentTarget.value);
        setIsMissing(false);
      },
    },
    submit(event) {
      event.preventDefault();
      setIsMissing(name.trim() === '');
      if (name.trim() !== '' && !add.isPending) {
        void add.run({ name: name.trim(), practice: false, startsLater: true });
      }
    },
  };
}

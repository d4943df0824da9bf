import { PasswordInput } from '@mantine/core';
import type { ReactElement, Ref } from 'react';

import { texts } from '../../lib/texts.ts';

interface SecretFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly maxLength: number;
}

/** A field whose text lives in the page only until the form is sent: React never holds it, and no browser is asked to remember it. */
export function SecretField({ name, label, description, inputRef, maxLength }: SecretFieldProps): ReactElement {
  return (
    <PasswordInput
      size="sm"
      ref={inputRef}
      name={name}
      label={label}
      description={description}
      maxLength={maxLength}
      required
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      visibilityToggleButtonProps={{ 'aria-label': `${label}: ${texts.connections.showSecret}`, tabIndex: 0 }}
    />
  );
}

/** Takes the text of a form's field out, without spaces around it. */
export function fieldText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

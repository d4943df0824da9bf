import { useEffect, useRef, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { CallFailure } from '../../client/call-failure.ts';
import { useClient } from '../../client/client-context.ts';

type SecretMethod = 'source.connect' | 'books.authorize' | 'books.completeAuthorization' | 'relay.pair';

export interface SecretCall<Name extends SecretMethod> {
  readonly isPending: boolean;
  readonly failure: CallFailure | null;
  /** Null where it failed; then `failure` says why. */
  readonly send: (input: MethodInput<Name>) => Promise<MethodOutput<Name> | null>;
}

/**
 * A command whose input holds secrets. Unlike useCommand it keeps no copy of what was sent, neither in the cache of commands
 * nor for a repeat: a person who is not answered enters them again.
 */
export function useSecretCall<Name extends SecretMethod>(method: Name): SecretCall<Name> {
  const client = useClient();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const send = async (input: MethodInput<Name>): Promise<MethodOutput<Name> | null> => {
    setIsPending(true);
    setFailure(null);
    const result = await client.call(method, input, { commandId: crypto.randomUUID() });
    if (isMounted.current) {
      setIsPending(false);
      setFailure(result.ok ? null : new CallFailure(result.error));
    }
    return result.ok ? result.value : null;
  };
  return { isPending, failure, send };
}

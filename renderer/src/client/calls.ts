import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useRef } from 'react';

import type { Client, MethodInput, MethodOutput } from '../../../shared/contract/client.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import { CallFailure, HOST_UNREACHABLE } from './call-failure.ts';
import { useClient } from './client-context.ts';

/** A host that starts again is back within seconds; what it answered itself is never asked twice. */
const MOST_RETRIES = 2;
const shouldRetry = (count: number, failure: Error): boolean =>
  failure instanceof CallFailure && failure.code === HOST_UNREACHABLE && count < MOST_RETRIES;

/** The first part is the method, so that an event can make all answers of it stale. */
export const callKey = (method: MethodName, input: unknown): readonly [MethodName, unknown] => [method, input];

async function callOrThrow<Name extends MethodName>(
  client: Client,
  method: Name,
  input: MethodInput<Name>,
  options: { readonly commandId?: string; readonly signal?: AbortSignal },
): Promise<MethodOutput<Name>> {
  const result = await client.call(method, input, options);
  if (!result.ok) {
    throw new CallFailure(result.error);
  }
  return result.value;
}

export interface QueryOptions {
  readonly enabled?: boolean;
  /** Show the answer to the last input until the new one is here, for filters and pages. */
  readonly keepPrevious?: boolean;
  /** Ask each time it is shown: what is outside may have changed, and nothing tells. */
  readonly anew?: boolean;
}

/** Asks the host and keeps the answer until an event says that it changed. */
export function useCall<Name extends MethodName>(
  method: Name,
  input: MethodInput<Name>,
  options: QueryOptions = {},
): UseQueryResult<MethodOutput<Name>, CallFailure> {
  const client = useClient();
  return useQuery<MethodOutput<Name>, CallFailure>({
    queryKey: callKey(method, input),
    queryFn: ({ signal }) => callOrThrow(client, method, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.anew === true ? { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false } : {}),
    retry: shouldRetry,
    placeholderData: ((previous: unknown) => (options.keepPrevious === true ? previous : undefined)) as never, // safe: the answer before has the same type
  });
}

type PagedMethod = 'order.list' | 'run.list' | 'audit.list' | 'mapping.inbox' | 'mapping.products' | 'mapping.versions';

/** All pages so far of a list that the host pages with a cursor. */
export function usePages<Name extends PagedMethod>(
  method: Name,
  input: MethodInput<Name>,
  options: QueryOptions = {},
): UseInfiniteQueryResult<InfiniteData<MethodOutput<Name>>, CallFailure> {
  const client = useClient();
  return useInfiniteQuery<MethodOutput<Name>, CallFailure, InfiniteData<MethodOutput<Name>>, readonly unknown[], string | null>({
    queryKey: callKey(method, input),
    queryFn: ({ signal, pageParam }) => callOrThrow(client, method, { ...input, cursor: pageParam }, { signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    retry: shouldRetry,
    placeholderData: ((previous: unknown) => (options.keepPrevious === true ? previous : undefined)) as never, // safe: the answer before has the same type
  });
}

interface Sent<Name extends MethodName> {
  readonly input: MethodInput<Name>;
  readonly commandId: string;
}

export type Command<Name extends MethodName> = Omit<
  UseMutationResult<MethodOutput<Name>, CallFailure, Sent<Name>>,
  'mutate' | 'mutateAsync'
> & {
  /** Sends the command. The failure, if any, is in `error`; a promise is for those who go on afterwards. */
  readonly run: (input: MethodInput<Name>) => Promise<MethodOutput<Name> | null>;
};

/**
 * A command of the contract. Its commandId stays the same while the host can't be reached, also when the person presses
 * the button again, so that an answer that was lost never makes a second deed.
 */
export function useCommand<Name extends MethodName>(
  method: Name,
  options: { readonly onDone?: (value: MethodOutput<Name>) => void; readonly onFailed?: (failure: CallFailure) => void } = {},
): Command<Name> {
  const client = useClient();
  const unanswered = useRef<{ readonly input: string; readonly commandId: string } | null>(null);
  const {
    mutate: _mutate,
    mutateAsync,
    ...state
  } = useMutation<MethodOutput<Name>, CallFailure, Sent<Name>>({
    mutationFn: ({ input, commandId }) => callOrThrow(client, method, input, { commandId }),
    retry: shouldRetry,
    onSuccess: (value) => options.onDone?.(value),
    onError: (failure) => options.onFailed?.(failure),
  });
  const run = async (input: MethodInput<Name>): Promise<MethodOutput<Name> | null> => {
    const text = JSON.stringify(input);
    const last = unanswered.current;
    const commandId = last !== null && last.input === text ? last.commandId : crypto.randomUUID();
    try {
      const value = await mutateAsync({ input, commandId });
      unanswered.current = null;
      return value;
    } catch (failure) {
      unanswered.current = failure instanceof CallFailure && failure.code === HOST_UNREACHABLE ? { input: text, commandId } : null;
      if (failure instanceof CallFailure) {
        return null;
      }
      throw failure;
    }
  };
  // Safe: only the two functions that `run` stands for were taken out.
  return { ...state, run } as Command<Name>;
}

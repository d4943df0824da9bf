import { z } from 'zod';

import type { MethodDeclaration } from '../../../shared/contract/define.ts';
import { type CallResult, COMMON_ERROR_CODES } from '../../../shared/contract/errors.ts';
import { contract, type MethodName } from '../../../shared/contract/index.ts';
import type { Fault, Result } from '../../../shared/domain/result.ts';
import type { CallContext, Core } from '../core.ts';
import type { Clock, Ids, Logger } from '../ports/environment.ts';
import { StoreFault } from '../ports/store/store-fault.ts';
import type { AnswerKeeper, KeptAnswer } from './answers.ts';
import { contractErrorOf, describeIssues, faultOf } from './failures.ts';
import type { Call, Handlers } from './handlers.ts';

export interface DispatcherParts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly answers: AnswerKeeper;
}

const envelopeSchema = z.object({
  method: z.string(),
  input: z.unknown(),
  commandId: z.string().min(1).max(100).optional(),
});

/** A handler without its names: what the door calls once input is parsed. */
type AnyHandler = (input: unknown, call: Call) => Result<unknown, Fault> | Promise<Result<unknown, Fault>>;

interface Prepared {
  readonly method: MethodName;
  readonly declaration: MethodDeclaration;
  readonly input: unknown;
  readonly call: Call;
}

/** Before these nothing has been done: the same command may be tried again. */
const NOTHING_DONE = new Set(['run/busy', 'vault/locked', 'vault/wrong-passphrase', 'data-directory/locked', 'company/unknown']);

/**
 * The only door to the core. It checks the name, parses the input, sees to it that a repeated command gets the first answer,
 * runs the handler, parses the output, and never throws.
 */
export function createDispatcher(handlers: Handlers, parts: DispatcherParts): Core['dispatch'] {
  const inFlight = new Map<string, { readonly method: string; readonly answer: Promise<CallResult<unknown>> }>();

  async function answerOnce(prepared: Prepared, commandId: string): Promise<CallResult<unknown>> {
    const running = inFlight.get(commandId);
    if (running !== undefined) {
      return running.method === prepared.method ? running.answer : reusedCommandId(prepared);
    }
    const answer = firstAnswer(prepared, commandId);
    inFlight.set(commandId, { method: prepared.method, answer });
    try {
      return await answer;
    } finally {
      inFlight.delete(commandId);
    }
  }

  async function firstAnswer(prepared: Prepared, commandId: string): Promise<CallResult<unknown>> {
    const company = companyOf(prepared.input);
    const kept = await parts.answers.find(company, commandId);
    if (kept !== null) {
      return kept.method === prepared.method ? kept.answer : reusedCommandId(prepared);
    }
    const answer = await execute(prepared);
    if (answer.ok || !NOTHING_DONE.has(answer.error.code)) {
      await keepAnswer(company, commandId, { method: prepared.method, answer });
    }
    return answer;
  }

  /** What was done is done: an answer that can't be kept is still the answer. */
  async function keepAnswer(company: string | null, commandId: string, kept: KeptAnswer): Promise<void> {
    try {
      await parts.answers.keep(company, commandId, kept);
    } catch (error) {
      parts.logger.log('failure', 'answer-not-kept', { method: kept.method, stack: error instanceof Error ? error.stack : String(error) });
    }
  }

  async function execute({ method, declaration, input, call }: Prepared): Promise<CallResult<unknown>> {
    // Safe: the handler of this name takes what this name's schema has just parsed; TypeScript can't follow the pairing.
    const handler = handlers[method] as AnyHandler;
    const startedAt = parts.clock.now();
    const result = await handler(input, call);
    const took = parts.clock.now() - startedAt;
    if (!result.ok) {
      logFailure(method, declaration, result.fault, call);
      return { ok: false, error: contractErrorOf(result.fault, call.callId) };
    }
    const output = declaration.output.safeParse(result.value);
    if (!output.success) {
      const issues = describeIssues(output.error.issues);
      parts.logger.log('failure', 'contract/bad-output', { method, callId: call.callId, issues });
      return { ok: false, error: contractErrorOf(faultOf('contract/bad-output', { method }), call.callId) };
    }
    parts.logger.log('debug', 'call-answered', { method, callId: call.callId, took });
    return { ok: true, value: output.data };
  }

  function logFailure(method: string, declaration: MethodDeclaration, fault: Fault, call: Call): void {
    const declared: readonly string[] = [...declaration.errors, ...COMMON_ERROR_CODES];
    parts.logger.log('notice', 'call-failed', { method, callId: call.callId, code: fault.code, message: fault.message });
    if (!declared.includes(fault.code)) {
      parts.logger.log('warning', 'contract/undeclared-failure', { method, callId: call.callId, code: fault.code });
    }
  }

  function caught(error: unknown, method: string, callId: string): CallResult<unknown> {
    if (error instanceof StoreFault) {
      parts.logger.log('failure', 'store-gave-way', { method, callId, code: error.fault.code, stack: error.stack });
      return { ok: false, error: contractErrorOf(error.fault, callId) };
    }
    const stack = error instanceof Error ? error.stack : String(error);
    parts.logger.log('failure', 'bug/unexpected', { method, callId, stack });
    return { ok: false, error: contractErrorOf(faultOf('bug/unexpected'), callId) };
  }

  return async (wireCall, context) => {
    const callId = parts.ids.uuid();
    let method = '';
    try {
      const prepared = prepare(wireCall, context, callId);
      if (!prepared.ok) {
        return { ok: false, error: contractErrorOf(prepared.fault, callId) };
      }
      method = prepared.value.method;
      const isQuery = prepared.value.declaration.kind === 'query';
      return isQuery ? await execute(prepared.value) : await answerOnce(prepared.value, wireCall.commandId ?? parts.ids.uuid());
    } catch (error) {
      return caught(error, method, callId);
    }
  };
}

/** Name and input checked; nothing has been done yet. */
function prepare(wireCall: unknown, context: CallContext, callId: string): Result<Prepared, Fault> {
  const envelope = envelopeSchema.safeParse(wireCall);
  if (!envelope.success) {
    return { ok: false, fault: faultOf('contract/bad-input', { issues: describeIssues(envelope.error.issues) }) };
  }
  const { method, input } = envelope.data;
  if (!isMethodName(method)) {
    return { ok: false, fault: faultOf('contract/unknown-method', { method: method.slice(0, 100) }) };
  }
  const declaration: MethodDeclaration = contract[method];
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) {
    const issues = describeIssues(parsed.error.issues);
    const first = issues[0];
    const message = first === undefined ? undefined : `The request does not have the right form: ${first.path}: ${first.message}.`;
    return { ok: false, fault: faultOf('contract/bad-input', { method, issues }, message) };
  }
  return { ok: true, value: { method, declaration, input: parsed.data, call: { callId, actor: context.actor } } };
}

function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}

function reusedCommandId({ method, call }: Prepared): CallResult<unknown> {
  const fault = faultOf('contract/bad-input', { method }, 'The command id belongs to another command. Give each command an id of its own.');
  return { ok: false, error: contractErrorOf(fault, call.callId) };
}

/** Commands that name a company keep their answers with it. */
function companyOf(input: unknown): string | null {
  const isNamed = typeof input === 'object' && input !== null && 'company' in input && typeof input.company === 'string';
  return isNamed ? String(input.company) : null;
}

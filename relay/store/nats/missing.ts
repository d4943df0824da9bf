import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** Whether NATS says that the stream or the consumer is not there: somebody else removed it first. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamNotFound || error.code === JetStreamApiCodes.ConsumerNotFound)
  );
}

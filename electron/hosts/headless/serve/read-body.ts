import type { IncomingMessage } from 'node:http';

/** A config with a hundred thousand mappings is about 8 MB. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

export type Body = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly status: 400 | 413 };

/** The whole body as text. A longer one is not read to its end. */
export async function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return { ok: false, status: 413 };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      // Safe: no encoding is set on the request, so its chunks are buffers.
      const piece = chunk as Buffer;
      length += piece.length;
      if (length > maxBytes) {
        return { ok: false, status: 413 };
      }
      chunks.push(piece);
    }
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { ok: false, status: 400 };
  }
}

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
export const TAG_BYTES = 16;

/**
 * Seals a long text in pieces (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each piece carries its place and
 * whether it is the last in its nonce, and the header with it, so that none can be changed, moved, left out or cut off unseen.
 */
export interface PieceSealer {
  seal(plain: Buffer, place: number, isLast: boolean): Buffer;
  /** Null where the piece is not what was sealed at this place. */
  open(sealed: Buffer, place: number, isLast: boolean): Buffer | null;
}

export function createPieceSealer(key: Buffer, noncePrefix: Buffer, header: Buffer): PieceSealer {
  const bound = createHash('sha256').update(header).digest();
  const nonceOf = (place: number, isLast: boolean): Buffer => {
    const nonce = Buffer.alloc(12);
    noncePrefix.copy(nonce);
    nonce.writeUInt32BE(place, 7);
    nonce.writeUInt8(isLast ? 1 : 0, 11);
    return nonce;
  };
  return {
    seal(plain, place, isLast) {
      const cipher = createCipheriv(ALGORITHM, key, nonceOf(place, isLast));
      cipher.setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, place, isLast) {
      if (sealed.length < TAG_BYTES) {
        return null;
      }
      const decipher = createDecipheriv(ALGORITHM, key, nonceOf(place, isLast), { authTagLength: TAG_BYTES });
      decipher.setAAD(bound);
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

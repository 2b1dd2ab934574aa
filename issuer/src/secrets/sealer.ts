// Seals what the database must hold but must not tell: signing keys, sessions, refresh tokens. AES-256-GCM.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  /** `purpose` is bound to what is sealed: it opens under the same alone. */
  seal(text: string, purpose: string): string;
  /** Throws for anything that was not sealed with this key and purpose. */
  open(sealed: string, purpose: string): string;
  /** Always the same for one text, and of no use to find the text: under which a secret identifier is kept. */
  blind(text: string): string;
}

/** `secret` has 256 random bits, in whatever writing. */
export function createSealer(secret: string): Sealer {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const key = derive('contents');
  const blindKey = derive('identifiers');
  return {
    seal(text, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    blind: (text) => createHmac('sha256', blindKey).update(text).digest('base64url'),
  };
}

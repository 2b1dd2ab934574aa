// The keys of a JSON Web Key Set by which a token may be checked: public ones, for signatures.
import type { JSONWebKeySet, JWK } from 'jose';

export interface SignatureKeys {
  readonly set: JSONWebKeySet;
  /** How many were left out because whoever knows them can sign: nobody may publish such keys. */
  readonly exposed: number;
}

/** Throws for what is no JSON Web Key Set. Keys for other uses are left out, as RFC 7517 allows it. */
export function readSignatureKeys(content: unknown): SignatureKeys {
  if (!isRecord(content) || !Array.isArray(content['keys']) || !content['keys'].every(isRecord)) {
    throw new Error('It is no JSON Web Key Set: expected an object with a list "keys" of objects.');
  }
  const keys = content['keys'] as readonly JWK[];
  const exposed = keys.filter(canSign);
  return { set: { keys: keys.filter((key) => !canSign(key) && isForSignatures(key)) }, exposed: exposed.length };
}

/** Symmetric ones, and the private halves of others. */
function canSign(key: JWK): boolean {
  return key.kty === 'oct' || key.k !== undefined || key.d !== undefined || key.priv !== undefined;
}

function isForSignatures({ kty, use, key_ops: operations }: JWK): boolean {
  return (
    typeof kty === 'string' &&
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

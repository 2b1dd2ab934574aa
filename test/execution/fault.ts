// What goes wrong in a run. Each decision is a hash, so that every engine meets the same faults.
import { hash } from './hash.ts';

/**
 * `field-errors` fails fields in the same way in every subgraph and leaves alone what a plan fetches for itself, so
 * that it does not matter how an operation is planned. What the others do depends on which subgraph is asked for what.
 */
export const faultClasses = [
  'none',
  'field-errors',
  'inner-errors',
  'null-entities',
  'unreachable',
  'missing-entities',
  'wrong-leaves',
  'forbidden-nulls',
] as const;
export type FaultClass = (typeof faultClasses)[number];

export interface Fault {
  readonly faultClass: FaultClass;
  readonly seed: number;
}

export interface FieldError {
  readonly message: string;
  readonly code: string | undefined;
  /** In a list, the error can be that of one item. */
  readonly isItem: boolean;
}

export function findFieldError(
  fault: Fault,
  subgraph: string,
  identity: string,
  isDelicate: boolean,
): FieldError | undefined {
  const { faultClass, seed } = fault;
  if (faultClass === 'field-errors' ? isDelicate : faultClass !== 'inner-errors') return undefined;
  const where = faultClass === 'inner-errors' ? subgraph : '';
  const value = hash(seed, 'error', where, identity);
  if (value % 7 !== 0) return undefined;
  return {
    message: `Fault at ${identity}`,
    code: value % 2 === 0 ? `FAULT_${(value >>> 4) % 3}` : undefined,
    isItem: (value >>> 6) % 2 === 0,
  };
}

export function isEntityMissing({ faultClass, seed }: Fault, subgraph: string, identity: string): boolean {
  return faultClass === 'null-entities' && hash(seed, 'entity', subgraph, identity) % 4 === 0;
}

/** How a request as a whole fails: there is no connection, no JSON, or no data. */
export function findRequestFailure(
  { faultClass, seed }: Fault,
  subgraph: string,
  isForEntities: boolean,
): 'connection' | 'text' | 'refusal' | undefined {
  if (faultClass !== 'unreachable') return undefined;
  const value = hash(seed, 'request', subgraph, isForEntities ? 'entities' : 'root');
  if (value % 3 !== 0) return undefined;
  return (['connection', 'text', 'refusal'] as const)[(value >>> 8) % 3];
}

/** What is put in place of a leaf or of an object in the response, against the subgraph's own schema. */
export function isTamperedWith({ faultClass, seed }: Fault, subgraph: string, identity: string): boolean {
  if (faultClass !== 'wrong-leaves' && faultClass !== 'forbidden-nulls') return false;
  return hash(seed, 'tamper', subgraph, identity) % 5 === 0;
}

/** What is sent in place of a list of entities. */
export function findEntitiesFault(
  { faultClass, seed }: Fault,
  subgraph: string,
): 'null' | 'short' | 'absent' | undefined {
  if (faultClass !== 'missing-entities') return undefined;
  return (['null', 'short', 'absent', undefined] as const)[hash(seed, 'entities', subgraph) % 4];
}

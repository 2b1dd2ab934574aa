// What a subgraph's answer says itself about keeping it. It can take from what the schema allows, and add nothing.
import type { CellPolicy } from '../selection/cell-policy.ts';

export interface Allowance {
  readonly mayKeepForAll: boolean;
  readonly maxAgeMs: number;
}

/** Whether a value with this policy may be shared by those for whom the policy says that it is the same. */
export function isShareable({ isPrivate, maxAgeMs }: CellPolicy, allowance: Allowance): boolean {
  return (isPrivate || allowance.mayKeepForAll) && Math.min(maxAgeMs, allowance.maxAgeMs) > 0;
}

const everything: Allowance = { mayKeepForAll: true, maxAgeMs: Infinity };

/** `header` is the answer's Cache-Control (RFC 9111). */
export function readAllowance(header: string | undefined): Allowance {
  if (header === undefined || header === '') return everything;
  const directives = new Map<string, string>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', value = ''] = part.split('=');
    directives.set(name.trim(), value.trim().replaceAll('"', ''));
  }
  const age = Number(directives.get('s-maxage') ?? directives.get('max-age') ?? Infinity);
  const mayBeKept = !directives.has('no-store') && !directives.has('no-cache');
  return {
    mayKeepForAll: mayBeKept && !directives.has('private'),
    // What cannot be read is not trusted.
    maxAgeMs: mayBeKept && !Number.isNaN(age) ? age * 1000 : 0,
  };
}

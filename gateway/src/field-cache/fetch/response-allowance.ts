// What a subgraph's answer says itself about keeping it. It can take from what the schema allows, and add nothing.
import type { Allowance } from './fill-cells.ts';

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

// What the policy directives on one element say, before defaults and before any judgement.
import type { ConstDirectiveNode } from 'graphql';
import type { LinkedSpec } from './linked-spec.ts';
import { readDirectives } from './supergraph-types.ts';

export interface AppliedPolicy {
  /** Every system that an `@owner` names, each once. More than one is a conflict. */
  readonly owners: readonly string[];
  readonly cacheControl?: { readonly maxAge?: number; readonly scope?: string; readonly inheritMaxAge?: true };
  readonly varyBy?: readonly string[];
  readonly stale?: { readonly whileRevalidate: number; readonly ifError: number };
  readonly refreshedBy?: readonly string[];
  readonly accountScope?: { readonly field?: string };
}

/** The directives of a policy that has one value: repeated with different values, one would win silently. */
export const cachePolicyDirectives = ['cacheControl', 'varyBy', 'stale', 'refreshedBy'] as const;

export function readAppliedPolicy(directives: readonly ConstDirectiveNode[], link: LinkedSpec): AppliedPolicy {
  const read = (name: string) => readDirectives(directives, link.nameOf(name));
  const [cacheControl] = read('cacheControl');
  const [varyBy] = read('varyBy');
  const [stale] = read('stale');
  const [refreshedBy] = read('refreshedBy');
  const [accountScope] = read('accountScope');
  return {
    owners: [...new Set(read('owner').map((owner) => String(owner['system'])))],
    ...(cacheControl && {
      cacheControl: {
        ...(cacheControl['maxAge'] != null && { maxAge: Number(cacheControl['maxAge']) }),
        ...(typeof cacheControl['scope'] === 'string' && { scope: cacheControl['scope'] }),
        ...(cacheControl['inheritMaxAge'] === true && { inheritMaxAge: true as const }),
      },
    }),
    ...(varyBy && { varyBy: listStrings(varyBy['claims']) }),
    ...(stale && {
      stale: { whileRevalidate: Number(stale['whileRevalidate'] ?? 0), ifError: Number(stale['ifError'] ?? 0) },
    }),
    ...(refreshedBy && { refreshedBy: listStrings(refreshedBy['events']) }),
    ...(accountScope && {
      accountScope: { ...(typeof accountScope['field'] === 'string' && { field: accountScope['field'] }) },
    }),
  };
}

/** A list argument; GraphQL lets a list of one be written without brackets. */
function listStrings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

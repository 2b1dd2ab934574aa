// The truth as it changes while a test goes on, and what of it may still be shown.
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import { readGovernanceLink } from '../../gateway/src/supergraph/governance/governance-link.ts';
import { type GovernedField, readGovernedGraph } from '../../gateway/src/supergraph/governance/governed-graph.ts';
import { parse } from 'graphql';
import type { DataChoice, DataNode } from '../execution/graph-data.ts';
import { describeDimensions } from './principals.ts';

export interface WorldField {
  readonly node: DataNode;
  readonly name: string;
}

/** A change of the truth. */
export interface Change {
  readonly concerns: (field: WorldField, policy: GovernedField | undefined, principal: Principal) => boolean;
  /** Whether caches have been told. */
  isAnnounced: boolean;
}

interface DatedChange extends Change {
  readonly number: number;
  readonly at: number;
}

export interface World {
  readonly now: number;
  advance(seconds: number): void;
  change(change: Change): void;
  /** The truth of now, for a principal. */
  choiceFor(principal: Principal): DataChoice;
  /** Every truth of a field that may be shown now: first that of now. Each is what `DataChoice.variant` has to give. */
  listAllowed(field: WorldField, principal: Principal, isFailing: boolean): string[];
  /** What has been asked for so far: cells, by their identity. */
  readonly seen: ReadonlyMap<string, WorldField>;
  policyOf(type: string, field: string): GovernedField | undefined;
}

const beginning = Date.UTC(2030, 0);

export function createWorld(supergraphSdl: string, choice: Pick<DataChoice, 'seed' | 'nullRate'>): World {
  const document = parse(supergraphSdl, { noLocation: true });
  const link = readGovernanceLink(document);
  if (link === undefined) throw new Error('The supergraph is not governed.');
  const graph = readGovernedGraph(document, link);
  const changes: DatedChange[] = [];
  const seen = new Map<string, WorldField>();
  let now = beginning;

  function policyOf(type: string, name: string): GovernedField | undefined {
    const definition = graph.types.get(type);
    const field = definition?.fields.get(name);
    if (field !== undefined && field.role !== 'inherited') return field;
    for (const each of definition?.interfaces ?? []) {
      const declared = graph.types.get(each)?.fields.get(name);
      if (declared !== undefined) return declared;
    }
    return field;
  }

  function describe(field: WorldField, principal: Principal): string {
    const varyBy = policyOf(field.node.type, field.name)?.policy.varyBy ?? [];
    return varyBy.length === 0 ? '' : `<${describeDimensions(principal, varyBy)}>`;
  }

  /** The changes of a field, the latest first. A value changes with the field that it is part of. */
  function listChanges(field: WorldField, principal: Principal): DatedChange[] {
    if (!isCell(field.node)) return [];
    const policy = policyOf(field.node.type, field.name);
    return changes.filter((change) => change.concerns(field, policy, principal)).toReversed();
  }

  const spellVersion = (change: DatedChange | undefined): string => (change === undefined ? '' : ` v${change.number}`);

  return {
    get now() {
      return now;
    },
    seen,
    policyOf,
    advance(seconds) {
      now += Math.round(seconds * 1000);
    },
    change(change) {
      // Callers say later that it is announced: kept as it is, not copied.
      changes.push(Object.assign(change, { number: changes.length + 1, at: now }));
    },
    choiceFor: (principal) => ({
      ...choice,
      variant(node, name) {
        const field = { node, name };
        if (isCell(node)) seen.set(`${node.identity}.${name}`, field);
        const [latest] = listChanges(field, principal);
        return describe(field, principal) + spellVersion(latest);
      },
    }),
    listAllowed(field, principal, isFailing) {
      const dimensions = describe(field, principal);
      const allowedMs = findLongestAge(policyOf(field.node.type, field.name), isFailing);
      const all = listChanges(field, principal);
      const allowed = [dimensions + spellVersion(all[0])];
      for (const [index, change] of all.entries()) {
        // What was true before this change was last true when it happened.
        if (change.isAnnounced || now - change.at >= allowedMs) break;
        allowed.push(dimensions + spellVersion(all[index + 1]));
      }
      return allowed;
    },
  };
}

/** Of the root, or of an entity. */
export function isCell(node: DataNode): boolean {
  return node.type === 'Query' || node.keyFields !== undefined;
}

function findLongestAge(field: GovernedField | undefined, isFailing: boolean): number {
  if (field === undefined || field.policy.maxAgeSeconds === 0) return 0;
  const { maxAgeSeconds, staleWhileRevalidateSeconds, staleIfErrorSeconds } = field.policy;
  const extra = Math.max(staleWhileRevalidateSeconds, isFailing ? staleIfErrorSeconds : 0);
  return (maxAgeSeconds + extra) * 1000;
}

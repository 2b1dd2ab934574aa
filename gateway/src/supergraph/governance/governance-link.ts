// The link that puts a graph under governance: without it a supergraph is served as a plain federation graph.
import { type DocumentNode, parse } from 'graphql';
import { type LinkedSpec, readLinkedSpecs } from './linked-spec.ts';

const governanceIdentity = 'https://commerce-graph.example/governance';

export const governanceDirectives = [
  'system',
  'owner',
  'cacheControl',
  'varyBy',
  'stale',
  'refreshedBy',
  'expiresAt',
  'accountScope',
] as const;

/**
 * The link to the governance specification, or undefined where there is none. Of several, one of an unknown version
 * comes first: it is the one that decides.
 */
export function readGovernanceLink(document: DocumentNode): LinkedSpec | undefined {
  const links = readLinkedSpecs(document, governanceIdentity);
  return links.find((link) => !isKnownGovernanceVersion(link.version)) ?? links[0];
}

/** True when the SDL links the governance specification, whatever its version, so that its rules apply. */
export function linksGovernance(sdl: string): boolean {
  return readGovernanceLink(parse(sdl, { noLocation: true })) !== undefined;
}

/** True for the versions whose meaning this gateway knows: 1.0 and every later 1.x. */
export function isKnownGovernanceVersion(version: string): boolean {
  return /^1\.\d+$/.test(version);
}

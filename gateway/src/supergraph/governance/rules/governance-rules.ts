// All rules that a supergraph is judged by.
import type { GovernanceRule } from '../governance-rule.ts';
import { accountScopeArgumentInvalid } from './account-scope-argument-invalid.ts';
import { accountScopeCachedPublic } from './account-scope-cached-public.ts';
import { accountScopeFieldUnknown } from './account-scope-field-unknown.ts';
import { audienceCachedWider } from './audience-cached-wider.ts';
import { audienceUndeclared } from './audience-undeclared.ts';
import { cacheAgeNegative } from './cache-age-negative.ts';
import { eventSubjectUnknown } from './event-subject-unknown.ts';
import { eventUnknown } from './event-unknown.ts';
import { expiresAtInvalid } from './expires-at-invalid.ts';
import { mutationCached } from './mutation-cached.ts';
import { mutationOwnerMismatch } from './mutation-owner-mismatch.ts';
import { ownerConflict } from './owner-conflict.ts';
import { ownerMissing } from './owner-missing.ts';
import { ownerNotResolver } from './owner-not-resolver.ts';
import { ownershipDomainConflict } from './ownership-domain-conflict.ts';
import { ownershipNotCovered } from './ownership-not-covered.ts';
import { ownershipOverlap } from './ownership-overlap.ts';
import { ownershipUnknownCoordinate } from './ownership-unknown-coordinate.ts';
import { policyAmbiguous } from './policy-ambiguous.ts';
import { policyWithoutEffect } from './policy-without-effect.ts';
import { refreshedByEmpty } from './refreshed-by-empty.ts';
import { sharedFieldNotNullable } from './shared-field-not-nullable.ts';
import { staleNegative } from './stale-negative.ts';
import { staleWithoutMaxAge } from './stale-without-max-age.ts';
import { systemUndeclared } from './system-undeclared.ts';
import { varyByEmpty } from './vary-by-empty.ts';
import { varyByPublic } from './vary-by-public.ts';

export const governanceRules: readonly GovernanceRule[] = [
  systemUndeclared,
  ownerMissing,
  ownerConflict,
  ownerNotResolver,
  ownershipDomainConflict,
  ownershipNotCovered,
  ownershipOverlap,
  ownershipUnknownCoordinate,
  accountScopeFieldUnknown,
  accountScopeArgumentInvalid,
  accountScopeCachedPublic,
  audienceCachedWider,
  audienceUndeclared,
  cacheAgeNegative,
  staleNegative,
  staleWithoutMaxAge,
  varyByEmpty,
  varyByPublic,
  refreshedByEmpty,
  eventUnknown,
  eventSubjectUnknown,
  expiresAtInvalid,
  mutationCached,
  mutationOwnerMismatch,
  policyAmbiguous,
  policyWithoutEffect,
  sharedFieldNotNullable,
];

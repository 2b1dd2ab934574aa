// A rule about what merging hides: it looks at the subgraphs' own documents, with types' policy written out on fields.
import type { GovernanceViolation } from '../../supergraph/governance/governance-violation.ts';
import type { SubgraphDocument } from '../subgraph-document.ts';

export type SubgraphRule = (subgraphs: readonly SubgraphDocument[]) => Iterable<GovernanceViolation>;

// The page `docs/composition-errors.md`, written from the registry of codes.
import { type ViolationEntry, violationRegistry } from '../../gateway/src/supergraph/governance/violation-registry.ts';

const introduction = `# Composition errors

A graph that links \`https://commerce-graph.example/governance/v1.0\` is refused for the reasons below: by
\`npm run compose\` (\`commerce-graph-gateway compose\`), and again by every gateway that loads its supergraph. All reasons
are told at once, each with its code, the coordinate, and what to change. Federation's own composition errors are told
together with them, under their own codes.

A code marked _when composing_ concerns what merging hides; a gateway that is given the finished supergraph cannot see
it. \`test/composition/claims/\` shows each code with the smallest graph that earns it.
`;

export function renderCompositionErrorsPage(): string {
  const sections = Object.entries<ViolationEntry>(violationRegistry)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { meaning, remedy, seenIn }]) => {
      const mark = seenIn === 'subgraphs' ? ' _When composing._' : '';
      return `## ${code}\n\n${meaning}${mark}\n\n**What to do.** ${remedy}\n`;
    });
  return [introduction, ...sections].join('\n');
}

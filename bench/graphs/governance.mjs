// The policies of a subgraph: as our gateway reads them, and taken out for those that know nothing of them.
import { readFileSync } from 'node:fs';
import { parse, print, visit } from 'graphql';

const governance = readFileSync(new URL('../../schema/governance.graphql', import.meta.url), 'utf8');
const directives = [...governance.matchAll(/^directive (@\w+)/gm)].map(([, name]) => name);
const list = JSON.stringify(directives);

/** The subgraph with the specification that its policies are from, for `commerce-graph-gateway compose`. */
export const governTypeDefs = (name, { typeDefs, system }) => `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external", "@shareable", "@composeDirective"])
  @link(url: "https://commerce-graph.example/governance/v1.0", import: ${list})
  ${directives.map((directive) => `@composeDirective(name: "${directive}")`).join('\n  ')}
  @system(subgraph: "${name}", name: ${system})
${governance}
${typeDefs}`;

/** The same subgraph without policies. */
export function stripPolicies(typeDefs) {
  const isPolicy = ({ name }) => directives.includes(`@${name.value}`);
  return print(visit(parse(typeDefs), { Directive: (node) => (isPolicy(node) ? null : undefined) }));
}

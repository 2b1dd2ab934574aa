// Which linked features of a supergraph this gateway honours. One that protects fields and is not honoured is a refusal.
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
} from 'graphql';

const apolloSpecs = 'https://specs.apollo.dev/';

/** Features that the planner and executor carry out. */
const executedFeatures: ReadonlySet<string> = new Set(['core', 'link', 'join', 'tag', 'inaccessible'].map(atApollo));

/** Features that protect fields and that nothing here enforces, by the directives that people know them by. */
const unenforcedFeatures: ReadonlyMap<string, string> = new Map([
  [atApollo('authenticated'), '@authenticated'],
  [atApollo('requiresScopes'), '@requiresScopes'],
  [atApollo('policy'), '@policy'],
  [atApollo('context'), '@fromContext'],
]);

/** Features marked as needed for execution, without which a response is the same: they speak of caching only. */
const dispensableFeatures: ReadonlySet<string> = new Set([atApollo('cacheTag')]);

interface LinkedFeature {
  readonly url: string;
  /** The URL without its version. */
  readonly identity: string;
  readonly purpose: 'SECURITY' | 'EXECUTION' | undefined;
}

/** A sentence for each linked feature because of which the supergraph cannot be served as it is meant. */
export function listUnsupportedFeatures(supergraph: DocumentNode): string[] {
  return listLinkDirectives(supergraph)
    .map(readFeature)
    .flatMap((feature) => describeUnsupported(feature) ?? []);
}

/** The supergraph for the planner, which refuses features that it does not know and that are marked as needed. */
export function withoutDispensablePurposes(supergraph: DocumentNode): DocumentNode {
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) =>
      isSchemaNode(definition) && definition.directives
        ? { ...definition, directives: definition.directives.map(withoutDispensablePurpose) }
        : definition,
    ),
  };
}

/** Whether this is a composed supergraph of federation 2: it links the join specification with `@link`. */
export function isFederation2Supergraph(document: DocumentNode): boolean {
  return listLinkDirectives(document).some(
    (link) => readFeature(link).identity === atApollo('join') && readText(link, 'url') !== undefined,
  );
}

function describeUnsupported({ url, identity, purpose }: LinkedFeature): string | undefined {
  if (executedFeatures.has(identity) || dispensableFeatures.has(identity)) return undefined;
  const directive = unenforcedFeatures.get(identity);
  if (directive !== undefined) {
    return (
      `It uses ${directive} (${url}), which this gateway does not enforce: fields that it protects would be open to ` +
      `everybody. Remove ${directive} from the subgraphs, or serve the graph with a gateway that enforces it.`
    );
  }
  if (purpose === undefined) return undefined;
  const consequence =
    purpose === 'SECURITY' ? 'what it protects would be open to everybody' : 'operations would give other results';
  return `It links ${url} for ${purpose}, which this gateway does not know: ${consequence}. Remove the link.`;
}

function withoutDispensablePurpose(directive: ConstDirectiveNode): ConstDirectiveNode {
  if (!dispensableFeatures.has(readFeature(directive).identity)) return directive;
  const others = directive.arguments?.filter((argument) => argument.name.value !== 'for') ?? [];
  return { ...directive, arguments: others };
}

/** All schema directives that name a specification. `@link` can be renamed, so its name says nothing. */
function listLinkDirectives(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions
    .filter(isSchemaNode)
    .flatMap((definition) => definition.directives ?? [])
    .filter((directive) => readUrl(directive) !== undefined);
}

function isSchemaNode(node: DefinitionNode): node is SchemaDefinitionNode | SchemaExtensionNode {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;
}

function readFeature(directive: ConstDirectiveNode): LinkedFeature {
  const url = readUrl(directive) ?? '';
  const purpose = readText(directive, 'for');
  return {
    url,
    identity: url.replace(/\/v\d+\.\d+\/?$/, ''),
    purpose: purpose === 'SECURITY' || purpose === 'EXECUTION' ? purpose : undefined,
  };
}

/** Federation 1 wrote `@core(feature:)`; it can occur in a supergraph composed long ago. */
function readUrl(directive: ConstDirectiveNode): string | undefined {
  return readText(directive, 'url') ?? readText(directive, 'feature');
}

function readText(directive: ConstDirectiveNode, argumentName: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === argumentName)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function atApollo(name: string): string {
  return `${apolloSpecs}${name}`;
}

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

/**
 * Features that protect fields and that `operation/authorization` enforces before anything is planned, by the directives
 * that people know them by. All have had one version.
 */
const authorizationFeatures: ReadonlyMap<string, string> = new Map([
  [atApollo('authenticated'), '@authenticated'],
  [atApollo('requiresScopes'), '@requiresScopes'],
  [atApollo('policy'), '@policy'],
]);
const authorizationVersion = /\/v0\.1\/?$/;

/** Features that decide about what a caller gets, and that nothing here carries out. */
const unknownFeatures: ReadonlyMap<string, string> = new Map([[atApollo('context'), '@fromContext']]);

/** Features marked as needed for execution, without which a response is the same: they speak of caching only. */
const cachingFeatures: ReadonlySet<string> = new Set([atApollo('cacheTag')]);

interface LinkedFeature {
  readonly url: string;
  /** The URL without its version. */
  readonly identity: string;
  readonly purpose: 'SECURITY' | 'EXECUTION' | undefined;
}

/**
 * A sentence for each linked feature because of which the supergraph cannot be served as it is meant.
 * `isAuthorizationEnforced`: as configured under `authorization.directives.enabled`.
 */
export function listUnsupportedFeatures(supergraph: DocumentNode, isAuthorizationEnforced: boolean): string[] {
  return listLinkDirectives(supergraph)
    .map(readFeature)
    .flatMap((feature) => describeUnsupported(feature, isAuthorizationEnforced) ?? []);
}

/** The supergraph for the planner, which refuses features that it does not know and that are marked as needed. */
export function withoutPurposesForOthers(supergraph: DocumentNode): DocumentNode {
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) =>
      isSchemaNode(definition) && definition.directives
        ? { ...definition, directives: definition.directives.map(withoutPurpose) }
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

function describeUnsupported(
  { url, identity, purpose }: LinkedFeature,
  isAuthorizationEnforced: boolean,
): string | undefined {
  if (executedFeatures.has(identity) || cachingFeatures.has(identity)) return undefined;
  const authorization = authorizationFeatures.get(identity);
  if (authorization !== undefined && !isAuthorizationEnforced) {
    return (
      `It uses ${authorization} (${url}), and "authorization.directives.enabled" is false: fields that it protects ` +
      `would be open to everybody. Set it to true, or remove ${authorization} from the subgraphs.`
    );
  }
  if (authorization !== undefined && authorizationVersion.test(url)) return undefined;
  const directive = authorization ?? unknownFeatures.get(identity);
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

function withoutPurpose(directive: ConstDirectiveNode): ConstDirectiveNode {
  const { identity } = readFeature(directive);
  if (!cachingFeatures.has(identity) && !authorizationFeatures.has(identity)) return directive;
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

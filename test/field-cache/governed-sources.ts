// Puts policies on the fields of random subgraphs, as the governance specification writes them.
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { SubgraphSource } from '../execution/graph-sdl.ts';
import { hash, pick } from '../execution/hash.ts';
import type { PoliciesSpec, PolicySpec } from './policy-spec.ts';

/** May be about anything. */
const anyEvent = 'example.changed';
/** Its subject names an `Alpha` by its id. */
export const alphaEvent = 'example.alpha.changed';
export const events: readonly string[] = [anyEvent, alphaEvent];

const policyDirectives = ['cacheControl', 'varyBy', 'stale', 'refreshedBy'] as const;

const definitions = `
directive @cacheControl(maxAge: Int, scope: governance__CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
directive @varyBy(claims: [governance__IdentityClaim!]!) on OBJECT | FIELD_DEFINITION
directive @stale(whileRevalidate: Int, ifError: Int) on OBJECT | FIELD_DEFINITION
directive @refreshedBy(events: [String!]!) on OBJECT | FIELD_DEFINITION
enum governance__IdentityClaim { ACCOUNT PRICE_GROUP CATALOG USER }
enum governance__CacheControlScope { PUBLIC PRIVATE }
`;

/** Links the governance specification and the directives of a subgraph that says how its fields are kept. */
export function linkGovernance({ name, sdl }: SubgraphSource): SubgraphSource {
  const imports = policyDirectives.map((each) => `"@${each}"`).join(', ');
  const composed = policyDirectives.map((each) => `@composeDirective(name: "@${each}")`).join(' ');
  const link = `@link(url: "https://commerce-graph.example/governance/v1.0", import: [${imports}]) ${composed}`;
  const linked = sdl.replace(/^extend schema (@link\(.*)\]\)/, `extend schema $1, "@composeDirective"]) ${link}`);
  if (linked === sdl) throw new Error(`Subgraph ${name} does not begin with its link to federation.`);
  return { name, sdl: `${linked}${definitions}` };
}

export function governSources(sources: readonly SubgraphSource[], spec: PoliciesSpec): SubgraphSource[] {
  return addDirectives(sources, {
    ofType: (type) => applyToType(type, spec),
    ofField: (type, field) => applyToField(type, field, spec),
  });
}

/** Every field for a minute, for everybody. */
export function keepEverything(sources: readonly SubgraphSource[]): SubgraphSource[] {
  const kept = parseDirective('@cacheControl(maxAge: 60)');
  return addDirectives(sources, { ofType: () => [], ofField: (_, field) => (isExternal(field) ? [] : kept) });
}

interface AddedDirectives {
  readonly ofType: (type: ObjectTypeDefinitionNode) => readonly ConstDirectiveNode[];
  readonly ofField: (type: ObjectTypeDefinitionNode, field: FieldDefinitionNode) => readonly ConstDirectiveNode[];
}

function addDirectives(sources: readonly SubgraphSource[], { ofType, ofField }: AddedDirectives): SubgraphSource[] {
  return sources.map(({ name, sdl }) => {
    const document = visit(parse(sdl), {
      ObjectTypeDefinition(type) {
        if (type.name.value === 'Mutation') return false;
        return {
          ...type,
          directives: [...(type.directives ?? []), ...ofType(type)],
          fields: type.fields?.map((field) => ({
            ...field,
            directives: [...(field.directives ?? []), ...ofField(type, field)],
          })),
        };
      },
    });
    return linkGovernance({ name, sdl: `${print(document)}\n` });
  });
}

function isExternal({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === 'external');
}

function isEntity(type: ObjectTypeDefinitionNode): boolean {
  return type.name.value === 'Query' || (type.directives ?? []).some(({ name }) => name.value === 'key');
}

function applyToType(type: ObjectTypeDefinitionNode, { seed, policies }: PoliciesSpec): ConstDirectiveNode[] {
  const choice = hash(seed, type.name.value);
  // Composition makes an interface of an object that stands for one, and the directives do not go there.
  const isInterfaceObject = (type.directives ?? []).some(({ name }) => name.value === 'interfaceObject');
  if (!isEntity(type) || isInterfaceObject || choice % 4 !== 0) return [];
  return writePolicy(pick(policies, choice >>> 4));
}

/** Each subgraph that has the field says the same of it, or they would not compose. */
function applyToField(
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  { seed, policies }: PoliciesSpec,
): ConstDirectiveNode[] {
  const choice = hash(seed, type.name.value, field.name.value);
  // Half the fields of entities, and a few of values, whose policies narrow that of what they are part of.
  const isChosen = isEntity(type) ? choice % 4 !== 0 : choice % 5 === 0;
  if (isExternal(field) || !isChosen) return [];
  return writePolicy(pick(policies, choice >>> 4));
}

const maxAges = [60, 60, 300, 10, 60, 60, 1, 0];
const claims = ['ACCOUNT', 'PRICE_GROUP', 'CATALOG', 'USER'] as const;
const stales = ['', '', 'whileRevalidate: 30', 'ifError: 600', 'whileRevalidate: 20, ifError: 100'];

function writePolicy({ maxAge, varyBy, isPrivate, stale, refreshedBy }: PolicySpec): ConstDirectiveNode[] {
  const age = pick(maxAges, maxAge);
  const named = varyBy % 3 === 0 ? [] : claims.filter((_, index) => ((varyBy >> (1 + index)) & 1) === 1);
  const refreshing = events.filter((_, index) => ((refreshedBy >> index) & 1) === 1);
  const staleness = pick(stales, stale);
  const texts = [
    `@cacheControl(maxAge: ${age}${isPrivate ? ', scope: PRIVATE' : ''})`,
    ...(named.length > 0 ? [`@varyBy(claims: [${named.join(', ')}])`] : []),
    ...(staleness !== '' && age > 0 ? [`@stale(${staleness})`] : []),
    ...(refreshing.length > 0 ? [`@refreshedBy(events: ${JSON.stringify(refreshing)})`] : []),
  ];
  return texts.flatMap(parseDirective);
}

function parseDirective(text: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`type T ${text} { t: Int }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`${text} is no directive.`);
  return definition.directives ?? [];
}

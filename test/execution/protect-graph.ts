// Protects random parts of a composed graph: some for callers with any token, some for those with a scope.
import { type ASTNode, type ConstDirectiveNode, Kind, parse, parseConstValue, print, visit } from 'graphql';
import { hash } from './hash.ts';

/** What a caller has. */
export type Grants = 'nothing' | 'token' | 'scope';

export const scope = 'protected:read';

export interface ProtectedSupergraph {
  readonly supergraphSdl: string;
  /** Whether a type (`T`), or a field (`T.f`) by itself, is protected from a caller. */
  isProtected(coordinate: string, grants: Grants): boolean;
}

const links = `
  schema
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query }
`;

/** About one in `rarity` types, and as many fields. */
export function protectGraph(supergraphSdl: string, seed: number, rarity: number): ProtectedSupergraph {
  const needed = new Map<string, 'token' | 'scope'>();
  const protect = (coordinate: string): ConstDirectiveNode[] => {
    const drawn = hash(seed, coordinate);
    if (/^(join|link)__/.test(coordinate) || drawn % rarity !== 0) return [];
    const isToken = Math.floor(drawn / rarity) % 2 === 0;
    needed.set(coordinate, isToken ? 'token' : 'scope');
    return [isToken ? writeDirective('authenticated') : writeDirective('requiresScopes', `[["${scope}"]]`)];
  };
  const [linked] = parse(links, { noLocation: true }).definitions;
  const document = visit(parse(supergraphSdl, { noLocation: true }), {
    SchemaDefinition: (node) => ({
      ...node,
      directives: [
        ...(node.directives ?? []),
        ...(linked?.kind === Kind.SCHEMA_DEFINITION ? (linked.directives ?? []) : []),
      ],
    }),
    ObjectTypeDefinition: (node) => protectType(node),
    InterfaceTypeDefinition: (node) => protectType(node),
    EnumTypeDefinition: (node) => protectType(node),
    ScalarTypeDefinition: (node) => protectType(node),
  });

  function protectType<Node extends ASTNode & { name: { value: string }; directives?: readonly ConstDirectiveNode[] }>(
    node: Node,
  ): Node {
    const name = node.name.value;
    const { fields = [] } = node as {
      fields?: readonly { name: { value: string }; directives?: readonly ConstDirectiveNode[] }[];
    };
    return {
      ...node,
      // Without its roots there would be little to ask.
      directives: [...(node.directives ?? []), ...(name === 'Query' ? [] : protect(name))],
      ...(fields.length > 0 && {
        fields: fields.map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...protect(`${name}.${field.name.value}`)],
        })),
      }),
    };
  }
  const directives = `
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  `;
  return {
    supergraphSdl: `${print(document)}\n${directives}`,
    isProtected(coordinate, grants) {
      const need = needed.get(coordinate);
      return need === 'token' ? grants === 'nothing' : need === 'scope' && grants !== 'scope';
    },
  };
}

function writeDirective(name: string, scopes?: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments:
      scopes === undefined
        ? []
        : [
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: 'scopes' },
              value: parseConstValue(scopes, { noLocation: true }),
            },
          ],
  };
}

// Finds what an operation asks of products, wherever it asks, so that one call can bring all of it.
import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  Kind,
  TypeInfo,
  getArgumentValues,
  getNamedType,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ContentPart, ContentSelection } from '../../connectors/pim-connector.ts';

const parts: ReadonlySet<string> = new Set<ContentPart>([
  'name',
  'shortDescription',
  'description',
  'brand',
  'manufacturerPartNumber',
  'gtin',
  'media',
  'documents',
  'packaging',
]);

/** What an Akeneo, or any PIM, may call an attribute. Others need not be asked about. */
const attributeCode = /^\w{1,255}$/;

/**
 * The union over the whole operation rather than what one field needs: a product that comes up twice, in a list and as
 * a relationship, is fetched once, and a page costs one call however its fields are spread over fragments and aliases.
 */
export function readContentSelection(
  info: Pick<GraphQLResolveInfo, 'schema' | 'operation' | 'fragments' | 'variableValues'>,
): ContentSelection {
  const wantedParts = new Set<ContentPart>();
  const codes = new Set<string>();
  const locales = new Set<string>();
  let isEverySpecificationWanted = false;

  const types = new TypeInfo(info.schema);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [info.operation, ...Object.values(info.fragments)],
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const field = types.getFieldDef();
        if (!field) return;
        const args = readArguments(field, node, info.variableValues);
        for (const { name, type } of field.args) {
          const value = args[name];
          if (getNamedType(type).name === 'Locale' && typeof value === 'string') locales.add(value);
        }
        if (types.getParentType()?.name !== 'Product') return;
        if (isContentPart(field.name)) wantedParts.add(field.name);
        if (field.name !== 'attributes') return;
        const wanted = args['codes'];
        if (!Array.isArray(wanted)) isEverySpecificationWanted = true;
        else for (const code of wanted) if (typeof code === 'string' && attributeCode.test(code)) codes.add(code);
      },
    }),
  );
  return { parts: wantedParts, attributes: isEverySpecificationWanted ? 'all' : codes, locales };
}

function isContentPart(name: string): name is ContentPart {
  return parts.has(name);
}

/** Arguments that cannot be read are reported where the field is resolved. */
function readArguments(
  field: GraphQLField<unknown, unknown>,
  node: { readonly arguments?: readonly ArgumentNode[] },
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node as Parameters<typeof getArgumentValues>[1], variables);
  } catch {
    return {};
  }
}

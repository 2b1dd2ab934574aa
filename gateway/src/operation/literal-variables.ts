// Puts variables in the place of literal values, so that operations which differ in those alone have one plan.
import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parseType,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

export interface LiteralVariables {
  /** The value with variables in it wherever their JSON means to a subgraph what the literal does. */
  replace(value: ValueNode, type: GraphQLInputType): ValueNode;
  definitions(): VariableDefinitionNode[];
  /** The values of the variables, as JSON texts. */
  values(): ReadonlyMap<string, string>;
}

export function createLiteralVariables(): LiteralVariables {
  // The same literal of the same type is one variable: fields that merge must keep equal arguments.
  const nameByValue = new Map<string, string>();
  const definitions: VariableDefinitionNode[] = [];
  const values = new Map<string, string>();

  const addVariable = (value: ValueNode, type: GraphQLInputType): ValueNode => {
    const json = JSON.stringify(valueFromASTUntyped(value));
    const key = `${String(type)} ${json}`;
    let name = nameByValue.get(key);
    if (name === undefined) {
      name = `_literal${definitions.length}`;
      nameByValue.set(key, name);
      values.set(name, json);
      definitions.push({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
        type: parseType(String(type), { noLocation: true }),
      });
    }
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
  };

  const replace = (value: ValueNode, type: GraphQLInputType): ValueNode => {
    if (value.kind === Kind.VARIABLE || value.kind === Kind.NULL) return value;
    if (isSameAsJson(value, type)) return addVariable(value, type);
    const nullable = getNullableType(type);
    if (value.kind === Kind.LIST && isListType(nullable)) {
      return { ...value, values: value.values.map((item) => replace(item, nullable.ofType)) };
    }
    if (value.kind === Kind.OBJECT && isInputObjectType(nullable)) {
      const known = nullable.getFields();
      const fields = value.fields.map((field) => {
        const fieldType = known[field.name.value]?.type;
        return fieldType ? { ...field, value: replace(field.value, fieldType) } : field;
      });
      return { ...value, fields };
    }
    return value;
  };

  return { replace, definitions: () => definitions, values: () => values };
}

/**
 * Whether the value has no variables and reads the same from JSON. Numbers in the place of a custom scalar may not: the
 * scalar could keep digits of a literal that a JSON number loses.
 */
function isSameAsJson(value: ValueNode, type: GraphQLInputType): boolean {
  const nullable = getNullableType(type);
  if (value.kind === Kind.NULL) return true;
  if (isListType(nullable)) {
    return value.kind === Kind.LIST
      ? value.values.every((item) => isSameAsJson(item, nullable.ofType))
      : isSameAsJson(value, nullable.ofType);
  }
  if (isInputObjectType(nullable)) {
    const known = nullable.getFields();
    return (
      value.kind === Kind.OBJECT &&
      value.fields.every((field) => {
        const fieldType = known[field.name.value]?.type;
        return fieldType !== undefined && isSameAsJson(field.value, fieldType);
      })
    );
  }
  if (isEnumType(nullable)) return value.kind === Kind.ENUM;
  if (!isScalarType(nullable)) return false;
  if (value.kind === Kind.STRING) return true;
  if (!isSpecifiedScalarType(nullable)) return false;
  if (value.kind === Kind.INT) return Number.isSafeInteger(Number(value.value));
  if (value.kind === Kind.FLOAT) return Number.isFinite(Number(value.value));
  return value.kind === Kind.BOOLEAN;
}

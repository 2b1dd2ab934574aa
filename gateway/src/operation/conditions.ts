// What variables in @skip and @include let into a document, and leave out of it.
import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';

export type ReadCondition = (variable: string) => boolean;

export function isIncluded({ directives = [] }: SelectionNode, readCondition: ReadCondition): boolean {
  return directives.every(({ name, arguments: [condition] = [] }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = condition?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE ? readCondition(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'include' ? isTrue : !isTrue;
  });
}

/** As many as there are combinations of conditions; with many, what is rare is compiled again. */
const maxVariants = 64;

/** Finds what `compile` makes of a document for the values that its conditions have. */
export function compileVariants<Variant>(
  document: DocumentNode,
  compile: (readCondition: ReadCondition) => Variant,
): (readCondition: ReadCondition) => Variant {
  const conditions = listConditions(document);
  const variants = new Map<string, Variant>();
  return (readCondition) => {
    const values = conditions.map(readCondition);
    const key = values.join();
    let variant = variants.get(key);
    if (variant === undefined) {
      const valueOf = new Map(conditions.map((name, index) => [name, values[index] === true]));
      variant = compile((name) => valueOf.get(name) === true);
      if (variants.size >= maxVariants) variants.clear();
      variants.set(key, variant);
    }
    return variant;
  };
}

/** The variables in @skip and @include. */
function listConditions(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

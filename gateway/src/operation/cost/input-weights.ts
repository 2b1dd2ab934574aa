// What the values of arguments cost by themselves. Most cost nothing, and are not looked at.
import { getNamedType, type GraphQLInputObjectType, type GraphQLInputType, isInputObjectType } from 'graphql';
import type { CostDirectives } from './cost-directives.ts';

/** Of a value that is neither null nor a list. */
type WeighInput = (value: unknown) => number;

export interface InputWeights {
  /** `coordinate` is that of the argument or the input field. Undefined: whatever is given costs nothing. */
  compile(type: GraphQLInputType, coordinate: string): WeighInput | undefined;
}

/** Objects cost 1 where nothing else is said, all else nothing; each item of a list costs what it is. */
export function createInputWeights(directives: CostDirectives): InputWeights {
  /** What is inside of objects of a type. */
  const insides = new Map<GraphQLInputObjectType, readonly (readonly [name: string, weigh: WeighInput])[]>();

  function compile(type: GraphQLInputType, coordinate: string): WeighInput | undefined {
    const named = getNamedType(type);
    const own = directives.findWeight(coordinate) ?? directives.findWeight(named.name);
    if (!isInputObjectType(named)) return own === undefined || own === 0 ? undefined : weighEach(() => own);
    const weight = own ?? 1;
    compileInside(named);
    return weighEach((value) => {
      let sum = weight;
      for (const [name, weigh] of insides.get(named) ?? []) sum += weigh((value as Record<string, unknown>)[name]);
      return sum;
    });
  }

  /** Types may hold themselves. */
  function compileInside(type: GraphQLInputObjectType): void {
    if (insides.has(type)) return;
    insides.set(type, []);
    const inside = Object.values(type.getFields()).flatMap((field) => {
      const weigh = compile(field.type, `${type.name}.${field.name}`);
      return weigh === undefined ? [] : [[field.name, weigh] as const];
    });
    insides.set(type, inside);
  }

  return { compile };
}

function weighEach(weighOne: WeighInput): WeighInput {
  const weigh: WeighInput = (value) => {
    if (value === undefined || value === null) return 0;
    if (!Array.isArray(value)) return weighOne(value);
    let sum = 0;
    for (const item of value) sum += weigh(item);
    return sum;
  };
  return weigh;
}

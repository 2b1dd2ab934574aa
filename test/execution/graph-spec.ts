// What a random graph is drawn from: plain numbers and lists, so that shrinking takes types and fields away one by one.
// A number stands for a choice, modulo what there is to choose from; 0 is the plainest. `graph-sdl.ts` reads it.
import * as fc from 'fast-check';
import { record } from './spec-record.ts';

export interface FieldSpec {
  /** Which subgraph defines it. */
  readonly owner: number;
  readonly type: number;
  /** Lists and non-null. */
  readonly wrapping: number;
  readonly arguments: readonly number[];
  /** What is special about it: shared, required, overridden and so on. */
  readonly twist: number;
  /** What the twist refers to. */
  readonly target: number;
}

export interface EntitySpec {
  readonly home: number;
  /** Which keys there are besides `id`. */
  readonly keys: number;
  /** For each subgraph, by which of the keys it knows the entity. */
  readonly knowledge: readonly number[];
  readonly fields: readonly FieldSpec[];
}

export interface InterfaceSpec {
  readonly primary: number;
  readonly members: number;
  readonly field: FieldSpec;
}

/** An interface with a key, whose types one subgraph has and which others extend as if it were an object. */
export interface FamilySpec {
  readonly home: number;
  readonly size: number;
  /** For each subgraph, whether it knows the types or only the interface. */
  readonly views: readonly number[];
  readonly common: readonly FieldSpec[];
  readonly extensions: readonly FieldSpec[];
}

export interface ChoiceSpec {
  readonly members: number;
  /** What single subgraphs leave out. */
  readonly omissions: readonly number[];
}

export interface GraphSpec {
  readonly subgraphs: number;
  readonly entities: readonly EntitySpec[];
  readonly values: readonly { readonly fields: readonly FieldSpec[] }[];
  readonly enums: readonly ChoiceSpec[];
  readonly unions: readonly ChoiceSpec[];
  readonly interfaces: readonly InterfaceSpec[];
  readonly families: readonly FamilySpec[];
  readonly queries: readonly FieldSpec[];
  readonly mutations: readonly FieldSpec[];
}

const choice = fc.nat({ max: 1023 });
const perSubgraph = fc.array(choice, { minLength: 4, maxLength: 4 });
const choiceSpec: fc.Arbitrary<ChoiceSpec> = record({ members: choice, omissions: perSubgraph });
const fieldSpec: fc.Arbitrary<FieldSpec> = record({
  owner: choice,
  type: choice,
  wrapping: choice,
  arguments: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(choice, { maxLength: 3 }) },
  ),
  twist: choice,
  target: choice,
});

const list = <Item>(item: fc.Arbitrary<Item>, minLength: number, maxLength: number) =>
  fc.array(item, { minLength, maxLength, size: 'max' });

export const graphSpec: fc.Arbitrary<GraphSpec> = record({
  subgraphs: choice,
  entities: list(record({ home: choice, keys: choice, knowledge: perSubgraph, fields: list(fieldSpec, 0, 6) }), 1, 4),
  values: list(record({ fields: list(fieldSpec, 1, 3) }), 0, 3),
  enums: list(choiceSpec, 0, 2),
  unions: list(choiceSpec, 0, 2),
  interfaces: list(record({ primary: choice, members: choice, field: fieldSpec }), 0, 2),
  families: list(
    record({
      home: choice,
      size: choice,
      views: perSubgraph,
      common: list(fieldSpec, 0, 2),
      extensions: list(fieldSpec, 0, 3),
    }),
    0,
    1,
  ),
  queries: list(fieldSpec, 1, 6),
  mutations: list(fieldSpec, 0, 4),
});

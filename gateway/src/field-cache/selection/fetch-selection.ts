// What the document of a fetch selects, and how it is kept: worked out once for each outcome of its conditions.
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { compileVariants } from '../../operation/conditions.ts';
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { CachedGraph, CachedType, EntityKey } from './cached-graph.ts';
import type { CellRequestWriterOptions } from '../fetch/cell-request.ts';
import { createSelectionCompiler, type SelectionCompiler } from './compile-selection.ts';
import type { FieldCounters } from '../field-counters.ts';
import type { SelectedObject, SelectedValue } from './selected-object.ts';
import { writeOutSelections } from './write-out-document.ts';

/** What the document selects while its conditions have certain values. */
export interface FetchSelection {
  /** The identity claims that all of it depends on. Undefined when something may not be kept: nothing says on what that depends. */
  readonly varyBy: readonly string[] | undefined;
  readonly root: SelectedObject | undefined;
  /** Whether some of the root's fields may be kept, or what is in them. */
  readonly isRootWorthReading: boolean;
  /** By type, of the `_entities` field with that response name; by the key that a representation has. */
  findEntity(responseName: string, representation: Readonly<Record<string, unknown>>): SelectedObject | undefined;
}

export interface FetchSelections extends CellRequestWriterOptions {
  findSelection(readCondition: (variable: string) => boolean): FetchSelection;
}

export interface FetchSelectionOptions {
  readonly graph: CachedGraph;
  readonly counters: FieldCounters;
}

export function compileFetchSelections(fetch: FetchNode, { graph, counters }: FetchSelectionOptions): FetchSelections {
  const { subgraph } = fetch;
  const document = parse(fetch.document, { noLocation: true });
  const operation = readOperation(document);
  const variables = operation.variableDefinitions ?? [];
  const defaults = new Map(
    variables.flatMap(({ variable, defaultValue }): [string, ValueNode][] =>
      defaultValue ? [[variable.name.value, defaultValue]] : [],
    ),
  );
  function compileSelection(readCondition: (variable: string) => boolean): FetchSelection {
    const compiler = createSelectionCompiler({ graph, subgraph, counters: counters, defaults });
    const writeOut = (selectionSet: SelectionSetNode, parentType: string): SelectionSetNode =>
      writeOutSelections(selectionSet, parentType, document, { graph, subgraph, readCondition });
    if (fetch.target.kind === 'root') {
      const root = compiler.compileRoot(writeOut(operation.selectionSet, graph.queryType), graph.queryType);
      return {
        varyBy: listClaims([root]),
        root,
        isRootWorthReading: isWorthReading(root),
        findEntity: () => undefined,
      };
    }
    return compileEntitySelection(compiler, writeOut);
  }

  function compileEntitySelection(
    compiler: SelectionCompiler,
    writeOut: (selectionSet: SelectionSetNode, parentType: string) => SelectionSetNode,
  ): FetchSelection {
    const written = new Map<string, SelectionSetNode>();
    for (const field of operation.selectionSet.selections) {
      if (field.kind !== Kind.FIELD || field.selectionSet === undefined) continue;
      written.set((field.alias ?? field.name).value, writeOut(field.selectionSet, '_Entity'));
    }
    const objects = new Map<string, SelectedObject>();

    function findObject(responseName: string, type: CachedType, keyIndex: number): SelectedObject | undefined {
      const selectionSet = written.get(responseName);
      // By the key of an interface, the subgraph is asked of which type the entity is as well: that is not known here.
      if (selectionSet === undefined || type.isAbstractIn(subgraph)) return undefined;
      const id = `${responseName} ${type.name} ${keyIndex}`;
      let object = objects.get(id);
      if (object === undefined) {
        object = compiler.compileEntity(type.name, selectionSet, type.keysIn(subgraph)[keyIndex]);
        objects.set(id, object);
      }
      return object;
    }

    /** Of all types and by all keys that the entities may have. */
    function listVaryBy(): readonly string[] | undefined {
      const possible: (SelectedObject | undefined)[] = [];
      for (const [responseName, selectionSet] of written) {
        for (const selection of selectionSet.selections) {
          if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
          const type = graph.findType(selection.typeCondition?.name.value ?? '');
          const keys = type?.keysIn(subgraph) ?? [];
          if (type === undefined || keys.length === 0) return undefined;
          possible.push(...keys.map((_key, index) => findObject(responseName, type, index)));
        }
      }
      return listClaims(possible);
    }

    return {
      get varyBy() {
        return listVaryBy();
      },
      root: undefined,
      isRootWorthReading: false,
      findEntity(responseName, representation) {
        const typeName = representation['__typename'];
        const type = typeof typeName === 'string' ? graph.findType(typeName) : undefined;
        if (type === undefined) return undefined;
        const isGivenKey = ({ names }: EntityKey): boolean => names.every((name) => isGiven(representation[name]));
        return findObject(responseName, type, type.keysIn(subgraph).findIndex(isGivenKey));
      },
    };
  }

  return {
    findSelection: compileVariants(document, compileSelection),
    operationName: fetch.operationName,
    variableTypes: new Map(
      variables.map(({ variable, type, defaultValue }) => [
        variable.name.value,
        `${print(type)}${defaultValue ? `=${print(defaultValue)}` : ''}`,
      ]),
    ),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Where the conditions leave nothing of what is selected but what is known, there is nothing to ask either. */
export function isWorthReading(object: SelectedObject): boolean {
  return hasCells(object) || object.fields.every(({ kind }) => kind === 'typename' || kind === 'key');
}

function hasCells({ fields, cellGroups }: SelectedObject): boolean {
  return cellGroups.length > 0 || fields.some(({ value }) => value !== undefined && valueHasCells(value));
}

function valueHasCells({ objects }: SelectedValue): boolean {
  return objects.some(hasCells);
}

/** Undefined when one of the objects is not known, or something in them may not be kept. */
function listClaims(objects: readonly (SelectedObject | undefined)[]): readonly string[] | undefined {
  const claims = new Set<string>();
  const isKnown = (object: SelectedObject | undefined): boolean =>
    object?.fields.every(({ kind, policy, value }) => {
      if (kind === 'cell') for (const claim of policy.varyBy) claims.add(claim);
      return kind !== 'passing' && (value?.objects ?? []).every(isKnown);
    }) === true;
  return objects.every(isKnown) ? [...claims].toSorted() : undefined;
}

function readOperation(document: DocumentNode): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  }
  throw new Error('A fetch of the plan has no operation.');
}

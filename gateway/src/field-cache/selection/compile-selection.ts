// Works out what a subgraph document selects: which parts of it are kept by themselves, and how they are asked for.
import { hash } from 'node:crypto';
import {
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type ValueNode,
  visit,
} from 'graphql';
import { isScopeAlias } from '../../operation/internal-name.ts';
import { type ArgumentKey, compileArgumentKey } from './argument-key.ts';
import type { CachedField, CachedGraph, CachedType, EntityKey } from './cached-graph.ts';
import type { FieldCounters } from '../field-counters.ts';
import { type CellPolicy, combinePolicies } from './cell-policy.ts';
import { findExpiryField, toExpiryAlias, toKeyAlias } from './write-out-document.ts';
import type {
  CellGroup,
  ObjectIdentity,
  SelectedField,
  SelectedFieldKind,
  SelectedObject,
  SelectedValue,
} from './selected-object.ts';

/** 132 bits: selections are long, and each cell of a field with a value of objects is kept and shared with its own. */
const signatureLength = 22;

export interface SelectionCompiler {
  /** Fields of a root type, each kept by itself. */
  compileRoot(selectionSet: SelectionSetNode, rootType: string): SelectedObject;
  /** Fields of entities that are asked for by their representation, for entities of one type. */
  compileEntity(typeName: string, selectionSet: SelectionSetNode, key: EntityKey | undefined): SelectedObject;
}

export interface SelectionCompilerOptions {
  readonly graph: CachedGraph;
  readonly subgraph: string;
  readonly counters: FieldCounters;
  /** Of the document's variables. */
  readonly defaults: ReadonlyMap<string, ValueNode>;
}

/** Throws for a selection of something that the supergraph does not have. */
export function createSelectionCompiler({
  graph,
  subgraph,
  counters,
  defaults,
}: SelectionCompilerOptions): SelectionCompiler {
  function findType(name: string): CachedType {
    const type = graph.findType(name);
    if (type === undefined) throw new Error(`The supergraph has no type ${name}.`);
    return type;
  }

  /** The key by which the subgraph gives the entity again, when it gives all that is selected of it. */
  function findKey(type: CachedType, fields: ReadonlyMap<string, readonly FieldNode[]>): EntityKey | undefined {
    const [key] = type.keysIn(subgraph);
    if (key === undefined) return undefined;
    const isSelfMade = [...fields.values()].every(([node]) => {
      const name = node?.name.value ?? '';
      return name === '__typename' || type.fields.get(name)?.isResolvedBy(subgraph) === true;
    });
    return isSelfMade ? key : undefined;
  }

  function identify(type: CachedType, key: EntityKey): ObjectIdentity {
    return {
      keyNames: key.names,
      keyAliases: key.names.map((name) => toKeyAlias(type.name, name)),
    };
  }

  function compileObject(
    type: CachedType,
    selectionSets: readonly SelectionSetNode[],
    findIdentity: (fields: ReadonlyMap<string, readonly FieldNode[]>) => ObjectIdentity | undefined,
    standing: Standing,
  ): CompiledObject {
    const nodes = collectFields(type.name, selectionSets);
    // The answer is looked at for it, and nobody else asks.
    nodes.delete(toExpiryAlias(type.name));
    const identity = findIdentity(nodes);
    // Without it nobody asks for the key either, which may be made of what cannot be kept on its own.
    if (identity === undefined) {
      for (const name of type.keysIn(subgraph)[0]?.names ?? []) nodes.delete(toKeyAlias(type.name, name));
    }
    const isAlone = standing !== 'part' || identity !== undefined;
    const mayBeKept = standing !== 'entity' || identity !== undefined;
    const drafts = [...nodes].map(([responseName, each]) => draftField(type, responseName, each, identity));
    const ownPolicies = drafts.flatMap(({ field, policy }) =>
      field !== undefined && field.role !== 'key' && policy !== undefined && policy.maxAgeMs > 0 ? [policy] : [],
    );
    const fields = drafts.map((draft) =>
      finishField(draft, !isAlone ? 'part' : mayBeKept ? 'kept' : 'passing', ownPolicies),
    );
    const members = fields.filter(({ kind }) => kind !== 'typename');
    const [expiryField] = findExpiryField(type, subgraph) ?? [];
    const expiryName = toExpiryAlias(type.name);
    return {
      object: {
        typeName: type.name,
        typeNames: type.typeNames,
        recordPrefix: `${subgraph}|${type.name}#${type.fingerprint}|`,
        identity,
        fields,
        members,
        memberKeys: members.some(({ variables }) => variables.length > 0)
          ? undefined
          : members.map(({ argumentKey }) => argumentKey({ variables: {}, literals: new Map() })),
        cacheTags: identity === undefined ? [] : type.cacheTagsIn(subgraph),
        expiry:
          expiryField === undefined ? undefined : { responseName: expiryName, text: `${expiryName}:${expiryField}` },
        echo: findEcho(fields),
        cellGroups: isAlone ? groupCells(fields) : [],
      },
      parts: isAlone ? [] : drafts.flatMap(({ part }) => part ?? []),
    };
  }

  interface FieldDraft {
    readonly field: CachedField | undefined;
    readonly responseName: string;
    readonly name: string;
    readonly isKey: boolean;
    /** As a cell, and as a part of one. */
    readonly policy: CellPolicy | undefined;
    readonly part: CellPolicy | undefined;
    readonly argumentKey: ArgumentKey;
    readonly value: SelectedValue | undefined;
    readonly text: string;
    readonly variables: readonly string[];
  }

  function draftField(
    type: CachedType,
    responseName: string,
    nodes: readonly FieldNode[],
    identity: ObjectIdentity | undefined,
  ): FieldDraft {
    const [node] = nodes;
    if (node === undefined) throw new Error(`Nothing is selected as ${responseName}.`);
    const name = node.name.value;
    const field = name === '__typename' ? undefined : type.fields.get(name);
    if (field === undefined && name !== '__typename') throw new Error(`The supergraph has no ${type.name}.${name}.`);
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const valueType = field && graph.findType(field.typeName);
    const value = valueType && compileValue(valueType, selectionSets);
    return {
      field,
      responseName,
      name,
      // A key that is an object is known as far as it is the key; more may be selected of it elsewhere.
      isKey:
        (value === undefined || responseName === toKeyAlias(type.name, name)) &&
        identity?.keyNames.includes(name) === true,
      policy: field && combinePolicies([field.policy, ...(value?.parts ?? [])]),
      part: field && combinePolicies([field.partPolicy, ...(value?.parts ?? [])]),
      argumentKey: field ? compileArgumentKey(node, field.arguments, defaults) : () => name,
      value,
      text: nodes.map(writeField).join(' '),
      variables: [...new Set(nodes.flatMap(listVariables))],
    };
  }

  function finishField(
    draft: FieldDraft,
    handling: 'part' | 'kept' | 'passing',
    siblings: readonly CellPolicy[],
  ): SelectedField {
    const { field, isKey } = draft;
    const own = draft.policy ?? unkept;
    // A further key of an entity says nothing of its own about how it is kept: it is kept as what is asked for beside it.
    const isCompanion = field?.role === 'key' && own.maxAgeMs === 0;
    const [first, ...others] = siblings;
    const policy = isCompanion && first !== undefined ? combinePolicies([first, ...others]) : own;
    const isCell = handling === 'part' || (handling === 'kept' && policy.maxAgeMs > 0);
    const kind: SelectedFieldKind = field === undefined ? 'typename' : isKey ? 'key' : isCell ? 'cell' : 'passing';
    return {
      kind,
      responseName: draft.responseName,
      name: draft.name,
      coordinate: field?.coordinate ?? '__typename',
      owner: field?.owner,
      cacheTags: field?.cacheTagsIn(subgraph) ?? [],
      counts: counters.find(field?.coordinate ?? '__typename'),
      policy,
      argumentKey: draft.argumentKey,
      hasRequirements: field?.hasRequirements(subgraph) ?? false,
      value: draft.value,
      text: draft.text,
      signature: draft.value === undefined ? '' : hash('sha256', draft.text, 'base64url').slice(0, signatureLength),
      variables: draft.variables,
    };
  }

  interface CompiledObject {
    readonly object: SelectedObject;
    /** Of a value: what its fields add to the policy of the cell that holds it. */
    readonly parts: readonly CellPolicy[];
  }

  /** `parts` are the policies of what is in the value and not kept by itself. */
  function compileValue(
    type: CachedType,
    selectionSets: readonly SelectionSetNode[],
  ): SelectedValue & { readonly parts: readonly CellPolicy[] } {
    const objects = new Map<string, SelectedObject>();
    const parts: CellPolicy[] = [];
    for (const name of type.possibleTypesIn(subgraph)) {
      const actual = findType(name);
      const findIdentity = (fields: ReadonlyMap<string, readonly FieldNode[]>): ObjectIdentity | undefined => {
        const key = findKey(actual, fields);
        return key && identify(actual, key);
      };
      const compiled = compileObject(actual, selectionSets, findIdentity, 'part');
      objects.set(name, compiled.object);
      parts.push(...compiled.parts);
    }
    return {
      parts,
      objects: [...objects.values()],
      objectFor: (typename) => objects.get(typeof typename === 'string' ? typename : type.name),
    };
  }

  function collectFields(typeName: string, selectionSets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const visitSelections = (selections: readonly SelectionNode[]): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const responseName = (selection.alias ?? selection.name).value;
          fields.set(responseName, [...(fields.get(responseName) ?? []), selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value;
          if (condition === undefined || graph.isSubtype(typeName, condition)) {
            visitSelections(selection.selectionSet.selections);
          }
        } else throw new Error(`The fragment ${selection.name.value} was not written out.`);
      }
    };
    for (const { selections } of selectionSets) visitSelections(selections);
    return fields;
  }

  return {
    compileRoot: (selectionSet, rootType) =>
      compileObject(findType(rootType), [selectionSet], () => undefined, 'root').object,
    compileEntity(typeName, selectionSet, key) {
      const type = findType(typeName);
      return compileObject(type, [selectionSet], () => key && identify(type, key), 'entity').object;
    },
  };
}

/** Whether an object is the root, an entity that is asked for by itself, or a part of what a field returns. */
type Standing = 'root' | 'entity' | 'part';

const unkept: CellPolicy = {
  maxAgeMs: 0,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
  varyBy: [],
  isPrivate: false,
  refreshedBy: [],
  holds: [],
};

function findEcho(fields: readonly SelectedField[]): SelectedObject['echo'] {
  const field = fields.find(({ kind, responseName }) => kind === 'key' && isScopeAlias(responseName));
  return field && { responseName: field.responseName, keyName: field.name, text: field.text };
}

function groupCells(fields: readonly SelectedField[]): CellGroup[] {
  const groups = new Map<string, { varyBy: readonly string[]; fields: SelectedField[] }>();
  for (const field of fields) {
    if (field.kind !== 'cell') continue;
    const key = field.policy.varyBy.join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { varyBy: field.policy.varyBy, fields: [field] });
    else group.fields.push(field);
  }
  return [...groups.values()];
}

function writeField(node: FieldNode): string {
  return stripIgnoredCharacters(print(node));
}

function listVariables(node: FieldNode): string[] {
  const names: string[] = [];
  visit(node, {
    Variable({ name }) {
      names.push(name.value);
    },
  });
  return names;
}

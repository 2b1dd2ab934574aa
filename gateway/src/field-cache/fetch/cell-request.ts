// Writes the one request that asks a subgraph for all that is wanted of it, each object only for what it lacks.
import { writeBody, writeBodyHead, compileVariable } from '../../subgraph/request-body.ts';
import type { VariableSource } from '../../operation/variable-source.ts';
import type { ObjectWant } from './read-cells.ts';
import type { SelectedObject } from '../selection/selected-object.ts';

export interface CellRequest {
  readonly body: string;
  /** Of the body. */
  readonly document: string;
  /** Where in the answer each want finds its object: at the root, or in a list of entities. */
  readonly places: ReadonlyMap<ObjectWant, EntityPlace | undefined>;
  /** The wants by their place. */
  readonly wantsAt: ReadonlyMap<string, readonly (readonly ObjectWant[])[]>;
}

export interface EntityPlace {
  readonly responseName: string;
  readonly index: number;
}

export interface CellRequestWriter {
  write(wants: readonly ObjectWant[], source: VariableSource): CellRequest;
}

export interface CellRequestWriterOptions {
  readonly operationName: string | undefined;
  /** The types of the variables of the document that the requests are made from, with their defaults. */
  readonly variableTypes: ReadonlyMap<string, string>;
}

interface WrittenDocument {
  readonly text: string;
  /** Of the body of a request. */
  readonly head: string;
  readonly variables: readonly string[];
}

/** As many documents are kept as there are combinations of what is lacking; with very many, they are written again. */
const maxDocuments = 256;

export function createCellRequestWriter({ operationName, variableTypes }: CellRequestWriterOptions): CellRequestWriter {
  const objectIds = new Map<SelectedObject, number>();
  const documents = new Map<string, WrittenDocument>();
  const writers = new Map([...variableTypes.keys()].map((name) => [name, compileVariable(name)]));

  function maskOf({ object, fields }: ObjectWant): string {
    let id = objectIds.get(object);
    if (id === undefined) objectIds.set(object, (id = objectIds.size));
    let mask = `${id}:`;
    for (const field of object.fields) mask += fields.has(field) ? '1' : '0';
    return mask;
  }

  /** `groups` are wants of entities with the same mask; one of each stands for all. */
  function writeDocument(roots: readonly ObjectWant[], groups: readonly ObjectWant[]): WrittenDocument {
    const used = new Set<string>();
    const writeFields = ({ object, fields }: ObjectWant): string => {
      const texts: string[] = [];
      for (const field of object.fields) {
        if (!fields.has(field)) continue;
        texts.push(field.text);
        for (const name of field.variables) used.add(name);
      }
      if (object.expiry !== undefined) texts.push(object.expiry.text);
      if (object.echo !== undefined) texts.push(object.echo.text);
      return texts.join(' ');
    };
    const rootFields = roots.map(writeFields);
    const entityFields = groups.map(
      (want, index) =>
        `_e${index}:_entities(representations:$representations${index}){...on ${want.object.typeName}{${writeFields(want)}}}`,
    );
    const variables = [...used];
    const definitions = [
      ...variables.map((name) => `$${name}:${variableTypes.get(name) ?? 'String'}`),
      ...groups.map((_, index) => `$representations${index}:[_Any!]!`),
    ];
    const signature = definitions.length === 0 ? '' : `(${definitions.join()})`;
    const text = `query${operationName === undefined ? '' : ` ${operationName}`}${signature}{${[...rootFields, ...entityFields].join(' ')}}`;
    return { text, head: writeBodyHead(text, operationName), variables };
  }

  return {
    write(wants, source) {
      const roots = wants.filter(({ entity }) => entity === undefined);
      const groups = new Map<string, ObjectWant[]>();
      for (const want of wants) {
        if (want.entity === undefined) continue;
        const mask = maskOf(want);
        const group = groups.get(mask);
        if (group === undefined) groups.set(mask, [want]);
        else group.push(want);
      }
      const key = `${roots.map(maskOf).join()} ${[...groups.keys()].join()}`;
      let document = documents.get(key);
      if (document === undefined) {
        document = writeDocument(
          roots,
          [...groups.values()].flatMap(([first]) => first ?? []),
        );
        if (documents.size >= maxDocuments) documents.clear();
        documents.set(key, document);
      }
      const members: string[] = [];
      for (const name of document.variables) {
        const member = writers.get(name)?.(source);
        if (member !== undefined) members.push(member);
      }
      const places = new Map<ObjectWant, EntityPlace | undefined>(roots.map((want) => [want, undefined]));
      const wantsAt = new Map<string, ObjectWant[][]>();
      for (const [index, group] of [...groups.values()].entries()) {
        const responseName = `_e${index}`;
        const texts = new Map<string, number>();
        const lists: ObjectWant[][] = [];
        for (const want of group) {
          const text = want.entity?.representation ?? '';
          let position = texts.get(text);
          if (position === undefined) {
            texts.set(text, (position = texts.size));
            lists.push([]);
          }
          lists[position]?.push(want);
          places.set(want, { responseName, index: position });
        }
        wantsAt.set(responseName, lists);
        members.push(`"representations${index}":[${[...texts.keys()].join()}]`);
      }
      return { body: writeBody(document.head, members), document: document.text, places, wantsAt };
    },
  };
}

// Writes the subgraphs that a spec stands for. Made so that nearly all compose: the home subgraph of an entity knows
// all its keys, so every other subgraph is reached over it, and what a field uses is put beside it.
import type { ChoiceSpec, FamilySpec, FieldSpec, GraphSpec, InterfaceSpec } from './graph-spec.ts';
import { pick } from './hash.ts';

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
}

export function writeSubgraphs(spec: GraphSpec): SubgraphSource[] {
  return new GraphDraft(spec).write();
}

interface Argument {
  readonly name: string;
  readonly type: string;
  /** A literal of that type. */
  readonly sample: string;
}

interface Field {
  readonly type: string;
  readonly arguments: readonly Argument[];
  readonly directives: string[];
}

interface ComposedType {
  readonly keyword: 'type' | 'interface';
  readonly interfaces: Set<string>;
  readonly directives: string[];
  readonly fields: Map<string, Field>;
}

interface Subgraph {
  readonly index: number;
  readonly types: Map<string, ComposedType>;
  readonly unions: Map<string, readonly string[]>;
  readonly enums: Set<string>;
  readonly inputs: Set<string>;
  readonly scalars: Set<string>;
}

interface KeyDefinition {
  readonly fields: string;
  addTo(type: ComposedType, subgraph: Subgraph): void;
}

/** A field as it is meant, whichever subgraphs have it. */
interface CataloguedField {
  readonly name: string;
  readonly named: string;
  readonly wrapping: string;
  readonly arguments: readonly Argument[];
  readonly owners: number[];
}

interface Entity {
  readonly name: string;
  readonly home: number;
  readonly keys: readonly KeyDefinition[];
  readonly knowledge: readonly number[];
  /** The keys by which a subgraph knows it. */
  readonly knownKeys: Map<number, Set<number>>;
  /** Subgraphs that may not have it, because they have its interface as an object. */
  readonly excluded: ReadonlySet<number>;
  readonly catalogue: CataloguedField[];
}

interface ValueType {
  readonly name: string;
  readonly interfaces: string[];
  readonly fields: Map<string, { readonly named: string; readonly wrapping: string }>;
}

interface InterfaceType {
  readonly name: string;
  readonly primary: number;
  readonly members: readonly string[];
  readonly isMixed: boolean;
  readonly field: FieldSpec;
  readonly fieldName: string;
}

interface Family {
  readonly name: string;
  readonly home: number;
  readonly members: readonly string[];
  readonly spec: FamilySpec;
}

const wrappings = ['_', '_', '_!', '[_]', '[_!]', '[_!]!', '_', '[_]!', '_!', '[[_]]', '[[_!]!]', '[[_]!]!'];
const builtInScalars = ['Int', 'String', 'Boolean', 'Float', 'ID'];
const entityNames = ['Alpha', 'Beta', 'Gamma', 'Delta'];
const enumValues = ['RED', 'GREEN', 'BLUE', 'GREY'];
const imports = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@override',
  '@inaccessible',
  '@interfaceObject',
];
/** What a field can be besides plain, by its spec's twist. */
const twists = [
  'plain',
  'plain',
  'shared',
  'requires',
  'override',
  'provides',
  'plain',
  'strict',
  'requires',
  'provides',
  'hidden',
  'requires',
] as const;
/** A twist for graphs in which much is required. */
export const requiring = twists.indexOf('requires');

class GraphDraft {
  readonly #spec: GraphSpec;
  readonly #subgraphs: readonly Subgraph[];
  readonly #entities = new Map<string, Entity>();
  readonly #values = new Map<string, ValueType>();
  readonly #interfaces = new Map<string, InterfaceType>();
  readonly #families = new Map<string, Family>();
  readonly #unions = new Map<string, { readonly members: readonly string[]; readonly spec: ChoiceSpec }>();
  readonly #enums = new Map<string, ChoiceSpec>();
  readonly #usedAsInput = new Set<string>();
  readonly #usedAsOutput = new Set<string>();

  constructor(spec: GraphSpec) {
    this.#spec = spec;
    this.#subgraphs = Array.from({ length: 2 + (spec.subgraphs % 3) }, (_, index) => ({
      index,
      types: new Map(),
      unions: new Map(),
      enums: new Set(),
      inputs: new Set(),
      scalars: new Set(),
    }));
  }

  write(): SubgraphSource[] {
    this.#nameTypes();
    for (const entity of this.#entities.values()) this.#settle(entity);
    for (const each of this.#interfaces.values()) this.#use(this.#subgraph(each.primary), each.name);
    for (const family of this.#families.values()) this.#settleFamily(family);
    for (const [index, { fields }] of this.#spec.entities.entries()) {
      const entity = this.#entities.get(pick(entityNames, index));
      if (entity === undefined) continue;
      for (const [position, field] of fields.entries()) this.#addEntityField(entity, `f${position}`, field);
    }
    for (const family of this.#families.values()) this.#extendFamily(family);
    for (const [index, field] of this.#spec.queries.entries()) this.#addRootField('Query', `q${index}`, field);
    for (const [index, field] of this.#spec.mutations.entries()) this.#addRootField('Mutation', `m${index}`, field);
    return this.#subgraphs.filter(({ types }) => types.size > 0).map((subgraph) => this.#print(subgraph));
  }

  // Which types there are. Nothing is in a subgraph yet.
  #nameTypes(): void {
    const { entities, values, enums, unions, interfaces, families } = this.#spec;
    for (const [index, spec] of enums.entries()) this.#enums.set(`Enum${index}`, spec);
    for (const [index, { home, keys, knowledge }] of entities.entries()) {
      const name = pick(entityNames, index);
      this.#entities.set(name, {
        name,
        home: home % this.#subgraphs.length,
        keys: this.#defineKeys(keys, entityNames[index - 1]),
        knowledge,
        knownKeys: new Map(),
        excluded: new Set(),
        catalogue: [],
      });
    }
    for (const [index, { fields }] of values.entries()) {
      const value: ValueType = { name: `Value${index}`, interfaces: [], fields: new Map() };
      const candidates = [
        ...builtInScalars,
        'Text',
        'Json',
        ...this.#enums.keys(),
        ...this.#values.keys(),
        ...this.#entities.keys(),
      ];
      for (const [position, { type, wrapping }] of fields.entries()) {
        value.fields.set(`v${position}`, { named: pick(candidates, type), wrapping: pick(wrappings, wrapping) });
      }
      this.#values.set(value.name, value);
    }
    for (const [index, spec] of interfaces.entries()) this.#nameInterface(`Facet${index}`, `facet${index}`, spec);
    for (const [index, spec] of unions.entries()) {
      const members = takeSome([...this.#entities.keys(), ...this.#values.keys()], spec.members, 3);
      this.#unions.set(`Union${index}`, { members, spec });
    }
    for (const [index, spec] of families.entries()) this.#nameFamily(`Family${index}`, spec);
  }

  #defineKeys(choice: number, previous: string | undefined): KeyDefinition[] {
    const plain = (name: string, type: string) => (target: ComposedType) => addOnce(target, name, type);
    const site = (target: ComposedType, subgraph: Subgraph): void => {
      addOnce(target, 'site', 'Site!');
      subgraph.types.set('Site', {
        ...emptyType('type'),
        fields: new Map([['code', { type: 'String!', arguments: [], directives: ['@shareable'] }]]),
      });
    };
    const id: KeyDefinition = { fields: 'id', addTo: plain('id', 'ID!') };
    const more: KeyDefinition[] = [
      { fields: 'sku', addTo: plain('sku', 'String!') },
      {
        fields: 'region code',
        addTo(target) {
          addOnce(target, 'region', 'String!');
          addOnce(target, 'code', 'Int!');
        },
      },
      previous === undefined
        ? { fields: 'site { code }', addTo: site }
        : {
            fields: 'parent { id }',
            addTo: (target, subgraph) => {
              addOnce(target, 'parent', `${previous}!`);
              this.#know(previous, subgraph, [0]);
            },
          },
      {
        fields: 'id site { code }',
        addTo(target, subgraph) {
          id.addTo(target, subgraph);
          site(target, subgraph);
        },
      },
    ];
    return [id, ...more.filter((_, index) => ((choice >> index) & 1) === 1)];
  }

  #nameInterface(name: string, fieldName: string, { primary, members, field }: InterfaceSpec): void {
    const chosen = takeSome([...this.#entities.keys(), ...this.#values.keys()], members, 3);
    const isMixed = chosen.some((member) => this.#values.has(member));
    // The types of a mixed interface share a field only; those of entities also their key.
    const shared: FieldSpec = { ...field, arguments: isMixed ? [] : field.arguments };
    this.#interfaces.set(name, {
      name,
      primary: primary % this.#subgraphs.length,
      members: chosen,
      isMixed,
      field: shared,
      fieldName,
    });
    for (const member of chosen) {
      const value = this.#values.get(member);
      if (value === undefined) continue;
      value.interfaces.push(name);
      value.fields.set(fieldName, this.#readInterfaceField(shared));
    }
  }

  #nameFamily(name: string, spec: FamilySpec): void {
    const home = spec.home % this.#subgraphs.length;
    const excluded = new Set(
      this.#subgraphs.map(({ index }) => index).filter((index) => index !== home && this.#isObjectView(spec, index)),
    );
    const members = ['A', 'B', 'C'].slice(0, 1 + (spec.size % 3)).map((letter) => `${name}${letter}`);
    for (const member of members) {
      this.#entities.set(member, {
        name: member,
        home,
        keys: this.#defineKeys(0, undefined),
        knowledge: [0, 0, 0, 0],
        knownKeys: new Map(),
        excluded,
        catalogue: [],
      });
    }
    this.#families.set(name, { name, home, members, spec });
  }

  #isObjectView(spec: FamilySpec, subgraph: number): boolean {
    return (spec.views[subgraph] ?? 0) % 3 !== 2;
  }

  // Putting types into subgraphs.

  #subgraph(index: number): Subgraph {
    return pick(this.#subgraphs, index);
  }

  #settle(entity: Entity): void {
    this.#know(
      entity.name,
      this.#subgraph(entity.home),
      entity.keys.map((_, index) => index),
    );
  }

  /** Puts an entity into a subgraph, by the given keys. */
  #know(name: string, subgraph: Subgraph, keys: readonly number[]): ComposedType {
    const entity = this.#entities.get(name);
    if (entity === undefined) throw new Error(`${name} is no entity.`);
    let type = subgraph.types.get(name);
    if (type === undefined) {
      type = emptyType('type');
      subgraph.types.set(name, type);
    }
    let known = entity.knownKeys.get(subgraph.index);
    if (known === undefined) {
      known = new Set();
      entity.knownKeys.set(subgraph.index, known);
    }
    for (const index of keys) {
      const key = entity.keys[index];
      if (key === undefined || known.has(index)) continue;
      known.add(index);
      key.addTo(type, subgraph);
    }
    return type;
  }

  /** Puts an entity into a subgraph by the keys that its spec wants there, for it to have fields of its own. */
  #join(entity: Entity, subgraph: Subgraph): ComposedType {
    const choice = entity.knowledge[subgraph.index] ?? 0;
    const keys = entity.keys.map((_, index) => index).filter((index) => ((choice >> index) & 1) === 1);
    const isKnown = (entity.knownKeys.get(subgraph.index)?.size ?? 0) > 0;
    return this.#know(entity.name, subgraph, keys.length > 0 || isKnown ? keys : [0]);
  }

  /** Makes a type available in a subgraph. The result is the name to use there. */
  #use(subgraph: Subgraph, name: string): string {
    if (builtInScalars.includes(name)) return name;
    if (name === 'Text' || name === 'Json') {
      subgraph.scalars.add(name);
      return name;
    }
    if (this.#enums.has(name)) {
      subgraph.enums.add(name);
      this.#usedAsOutput.add(name);
      return name;
    }
    const family = this.#families.get(name) ?? this.#familyOfExcluded(name, subgraph);
    if (family !== undefined) return this.#useFamily(family, subgraph);
    if (this.#entities.has(name)) {
      // Any key of the entity will do to refer to it.
      const entity = this.#entities.get(name);
      if (entity !== undefined && !entity.knownKeys.has(subgraph.index)) this.#join(entity, subgraph);
      return name;
    }
    if (this.#values.has(name)) return this.#useValue(subgraph, name);
    if (this.#interfaces.has(name)) return this.#useInterface(subgraph, name);
    return this.#useUnion(subgraph, name);
  }

  #familyOfExcluded(name: string, subgraph: Subgraph): Family | undefined {
    if (this.#entities.get(name)?.excluded.has(subgraph.index) !== true) return undefined;
    return [...this.#families.values()].find(({ members }) => members.includes(name));
  }

  #useFamily(family: Family, subgraph: Subgraph): string {
    if (subgraph.index === family.home) return family.name;
    if (!this.#isObjectView(family.spec, subgraph.index)) return this.#use(subgraph, pick(family.members, 0));
    if (!subgraph.types.has(family.name)) {
      const type = emptyType('type');
      type.directives.push('@interfaceObject', '@key(fields: "id")');
      addOnce(type, 'id', 'ID!');
      subgraph.types.set(family.name, type);
    }
    return family.name;
  }

  #useValue(subgraph: Subgraph, name: string): string {
    const value = this.#values.get(name);
    if (value === undefined || subgraph.types.has(name)) return name;
    const type = emptyType('type');
    subgraph.types.set(name, type);
    for (const [fieldName, { named, wrapping }] of value.fields) {
      type.fields.set(fieldName, {
        type: wrap(this.#use(subgraph, named), wrapping),
        arguments: [],
        directives: ['@shareable'],
      });
    }
    for (const each of value.interfaces) {
      type.interfaces.add(each);
      this.#use(subgraph, each);
    }
    return name;
  }

  #useInterface(subgraph: Subgraph, name: string): string {
    const definition = this.#interfaces.get(name);
    if (definition === undefined || subgraph.types.has(name)) return name;
    const { members, isMixed, primary, fieldName, field } = definition;
    const type = emptyType('interface');
    subgraph.types.set(name, type);
    // Elsewhere than in its primary subgraph an interface of entities has their key only.
    const hasField = isMixed || subgraph.index === primary;
    const { named, wrapping } = this.#readInterfaceField(field);
    const parameters = hasField && !isMixed ? this.#declareArguments(subgraph, field) : [];
    if (!isMixed) addOnce(type, 'id', 'ID!');
    if (hasField) {
      const fieldType = wrap(this.#use(subgraph, named), wrapping);
      type.fields.set(fieldName, { type: fieldType, arguments: parameters, directives: [] });
    }
    for (const member of members) {
      const entity = this.#entities.get(member);
      if (entity === undefined) {
        this.#use(subgraph, member);
        continue;
      }
      const memberType = this.#know(member, subgraph, isMixed ? [] : [0]);
      if (isMixed) this.#join(entity, subgraph);
      memberType.interfaces.add(name);
      if (!hasField) continue;
      const fieldType = wrap(this.#use(subgraph, named), wrapping);
      const directives = isMixed ? ['@shareable'] : [];
      memberType.fields.set(fieldName, { type: fieldType, arguments: parameters, directives });
      if (!isMixed) {
        entity.catalogue.push({ name: fieldName, named, wrapping, arguments: parameters, owners: [subgraph.index] });
      }
    }
    return name;
  }

  /** Leaves and entities only, so that it can be wherever the interface is. */
  #readInterfaceField({ type, wrapping }: FieldSpec) {
    const named = pick([...builtInScalars, ...this.#enums.keys(), pick(entityNames, 0)], type);
    return { named, wrapping: pick(wrappings, wrapping) };
  }

  #useUnion(subgraph: Subgraph, name: string): string {
    const union = this.#unions.get(name);
    if (union === undefined || subgraph.unions.has(name)) return name;
    const omissions = union.spec.omissions[subgraph.index] ?? 0;
    const members = union.members.filter((_, index) => index === 0 || ((omissions >> (2 * index)) & 3) !== 3);
    subgraph.unions.set(name, members);
    for (const member of members) this.#use(subgraph, member);
    return name;
  }

  // Fields.

  #declareArguments(subgraph: Subgraph, { arguments: choices }: FieldSpec): Argument[] {
    const enumName = [...this.#enums.keys()][0];
    const types: readonly (readonly [type: string, sample: string])[] = [
      ['Int', '5'],
      ['String', '"sample"'],
      ['Int = 3', '4'],
      ['Filter', '{ name: "sample", deep: { level: 2 } }'],
      ['Boolean!', 'true'],
      ['[Int!]', '[1, 2]'],
      ['Text', '"text"'],
      ['ID!', '"id"'],
      ['Filter! = { min: 1 }', '{ tags: ["a"] }'],
      ['Int! = 8', '9'],
      ['[[Float]]', '[[1.5, null]]'],
      ['Int = 7 @inaccessible', ''],
      ...(enumName === undefined
        ? []
        : ([
            [enumName, 'RED'],
            [`${enumName}! = RED`, 'RED'],
          ] as const)),
    ];
    return choices.map((choice, index) => {
      const [type, sample] = pick(types, choice);
      if (type.startsWith('Filter')) subgraph.inputs.add('Filter');
      if (type === 'Text') subgraph.scalars.add('Text');
      if (enumName !== undefined && (type.startsWith('Enum') || type.startsWith('Filter'))) {
        subgraph.enums.add(enumName);
        this.#usedAsInput.add(enumName);
      }
      return { name: `a${index}`, type, sample };
    });
  }

  #outputTypes(): string[] {
    const entities = [...this.#entities.keys()];
    return [
      ...builtInScalars,
      ...entities,
      'Text',
      'Json',
      ...this.#values.keys(),
      ...this.#enums.keys(),
      ...this.#unions.keys(),
      ...this.#interfaces.keys(),
      ...this.#families.keys(),
      ...this.#values.keys(),
      ...entities,
    ];
  }

  #addEntityField(entity: Entity, name: string, spec: FieldSpec): void {
    const subgraph = this.#subgraph(spec.owner);
    if (entity.excluded.has(subgraph.index)) return;
    const type = this.#join(entity, subgraph);
    const named = this.#use(subgraph, pick(this.#outputTypes(), spec.type));
    const wrapping = pick(wrappings, spec.wrapping);
    const parameters = this.#declareArguments(subgraph, spec);
    const field: Field = { type: wrap(named, wrapping), arguments: parameters, directives: [] };
    const catalogued = { name, named, wrapping, arguments: parameters, owners: [subgraph.index] };
    type.fields.set(name, field);
    this.#twist(field, subgraph, spec, {
      name,
      named,
      wrapping,
      addElsewhere: (other) => {
        if (entity.excluded.has(other.index)) return undefined;
        const copy: Field = { ...field, arguments: this.#declareArguments(other, spec), directives: [] };
        this.#join(entity, other).fields.set(name, copy);
        catalogued.owners.push(other.index);
        return copy;
      },
      require: () => this.#describeRequirement(entity.catalogue, type, subgraph, spec.target),
    });
    entity.catalogue.push(catalogued);
  }

  #addRootField(root: 'Query' | 'Mutation', name: string, spec: FieldSpec): void {
    const subgraph = this.#subgraph(spec.owner);
    const types = this.#outputTypes();
    // Entities are what most queries begin with.
    const named = this.#use(subgraph, pick([...this.#entities.keys(), ...types.slice(5), pick(types, 0)], spec.type));
    const wrapping = pick(wrappings, spec.wrapping);
    const field: Field = {
      type: wrap(named, wrapping),
      arguments: this.#declareArguments(subgraph, spec),
      directives: [],
    };
    const rootType = (of: Subgraph): ComposedType => {
      const type = of.types.get(root) ?? emptyType('type');
      of.types.set(root, type);
      return type;
    };
    rootType(subgraph).fields.set(name, field);
    // The first field of each root is always there, so that no subgraph's root is empty for clients.
    const isFirst = name.endsWith('0');
    this.#twist(field, subgraph, isFirst && pick(twists, spec.twist) === 'hidden' ? { ...spec, twist: 0 } : spec, {
      name,
      named,
      wrapping,
      addElsewhere: (other) => {
        if (root === 'Mutation') return undefined;
        const copy: Field = { ...field, arguments: this.#declareArguments(other, spec), directives: [] };
        rootType(other).fields.set(name, copy);
        return copy;
      },
      require: () => undefined,
    });
  }

  #twist(
    field: Field,
    subgraph: Subgraph,
    { twist, target }: FieldSpec,
    options: {
      readonly name: string;
      readonly named: string;
      readonly wrapping: string;
      readonly addElsewhere: (subgraph: Subgraph) => Field | undefined;
      readonly require: () => string | undefined;
    },
  ): void {
    const { named, wrapping, addElsewhere } = options;
    const kind = pick(twists, twist);
    const other = this.#subgraph(subgraph.index + 1 + (target % (this.#subgraphs.length - 1)));
    const isSameThere = (): boolean => this.#use(other, named) === named;
    switch (kind) {
      case 'plain':
        break;
      case 'hidden':
        field.directives.push('@inaccessible');
        break;
      case 'shared':
      case 'strict': {
        const copy = isSameThere() ? addElsewhere(other) : undefined;
        if (copy === undefined) break;
        field.directives.push('@shareable');
        copy.directives.push('@shareable');
        if (kind === 'strict' && !wrapping.endsWith('!')) Object.assign(copy, { type: `${copy.type}!` });
        break;
      }
      case 'override': {
        const isTaken = isSameThere() && addElsewhere(other) !== undefined;
        if (isTaken) field.directives.push(`@override(from: "${nameSubgraph(other)}")`);
        break;
      }
      case 'provides': {
        const provided = this.#provide(named, subgraph, target);
        if (provided !== undefined) field.directives.push(`@provides(fields: "${provided}")`);
        break;
      }
      case 'requires': {
        const required = options.require();
        if (required !== undefined) field.directives.push(`@requires(fields: "${required}")`);
        break;
      }
    }
  }

  /** Declares a leaf of an entity as external, to be provided by a field that returns the entity. */
  #provide(named: string, subgraph: Subgraph, choice: number): string | undefined {
    const candidates = (this.#entities.get(named)?.catalogue ?? []).filter(
      (each) => this.#isLeaf(each.named) && each.arguments.length === 0 && !each.owners.includes(subgraph.index),
    );
    if (candidates.length === 0) return undefined;
    const field = pick(candidates, choice);
    for (const owner of field.owners) {
      // It now comes from two subgraphs.
      const directives = this.#subgraph(owner).types.get(named)?.fields.get(field.name)?.directives;
      if (directives?.includes('@shareable') === false) directives.push('@shareable');
    }
    this.#declareExternal(this.#know(named, subgraph, []), subgraph, field);
    return field.name;
  }

  /** A selection of one or two fields of other subgraphs, which are declared as external. */
  #describeRequirement(
    catalogue: readonly CataloguedField[],
    type: ComposedType,
    subgraph: Subgraph,
    choice: number,
  ): string | undefined {
    const candidates = catalogue.filter(({ owners }) => !owners.includes(subgraph.index));
    const chosen = takeSome(candidates, choice, 2);
    const parts = chosen.flatMap((field) => {
      const selection = this.#selectRequired(field.named, subgraph, choice, 2);
      if (selection === undefined) return [];
      this.#declareExternal(type, subgraph, field);
      const given = field.arguments.filter((each, index) => each.sample !== '' && isGiven(each, choice >> index));
      const values = given.map(({ name, sample }) => `${name}: ${sample}`).join(', ');
      return [`${field.name}${values === '' ? '' : `(${values})`}${selection}`];
    });
    return parts.length === 0 ? undefined : parts.join(' ').replaceAll('"', String.raw`\"`);
  }

  /** The selection set that a requirement of a type has; none for one that is not supported here. */
  #selectRequired(named: string, subgraph: Subgraph, choice: number, depth: number): string | undefined {
    if (this.#isLeaf(named)) return '';
    const value = this.#values.get(named);
    if (value !== undefined) {
      this.#use(subgraph, named);
      const parts = [...value.fields].flatMap(([name, { named: inner }]) => {
        const selection = depth > 0 ? this.#selectRequired(inner, subgraph, choice, depth - 1) : undefined;
        return selection === undefined ? [] : [`${name}${selection}`];
      });
      return parts.length === 0 ? undefined : ` { ${takeSome(parts, choice, 2).join(' ')} }`;
    }
    const entity = this.#entities.get(named);
    if (entity === undefined || entity.excluded.has(subgraph.index)) return undefined;
    const type = this.#know(named, subgraph, [0]);
    const others = entity.catalogue.filter(
      (field) =>
        this.#isLeaf(field.named) &&
        !field.owners.includes(subgraph.index) &&
        field.arguments.every((each) => !isGiven(each, 0)),
    );
    if (others.length === 0 || choice % 3 === 0) return ' { id }';
    const field = pick(others, choice);
    this.#declareExternal(type, subgraph, field);
    return ` { id ${field.name} }`;
  }

  #declareExternal(type: ComposedType, subgraph: Subgraph, field: CataloguedField): void {
    if (type.fields.has(field.name)) return;
    const named = this.#use(subgraph, field.named);
    for (const { type: argumentType } of field.arguments) this.#useArgument(subgraph, argumentType);
    type.fields.set(field.name, {
      type: wrap(named, field.wrapping),
      arguments: field.arguments,
      directives: ['@external'],
    });
  }

  #useArgument(subgraph: Subgraph, type: string): void {
    const enumName = [...this.#enums.keys()][0];
    if (type.startsWith('Filter')) subgraph.inputs.add('Filter');
    if (type === 'Text') subgraph.scalars.add('Text');
    if (enumName !== undefined && (type.startsWith('Enum') || type.startsWith('Filter'))) subgraph.enums.add(enumName);
  }

  #isLeaf(named: string): boolean {
    return builtInScalars.includes(named) || named === 'Text' || named === 'Json' || this.#enums.has(named);
  }

  // Families.

  #settleFamily(family: Family): void {
    const home = this.#subgraph(family.home);
    const type = emptyType('interface');
    type.directives.push('@key(fields: "id")');
    home.types.set(family.name, type);
    addOnce(type, 'id', 'ID!');
    for (const [index, spec] of family.spec.common.entries()) {
      const { named, wrapping } = this.#readInterfaceField(spec);
      const field: Field = {
        type: wrap(this.#use(home, named), wrapping),
        arguments: this.#declareArguments(home, spec),
        directives: [],
      };
      type.fields.set(`c${index}`, field);
    }
    for (const member of family.members) {
      const memberType = this.#know(member, home, [0]);
      memberType.interfaces.add(family.name);
      for (const [name, field] of type.fields) memberType.fields.set(name, field);
      addOnce(memberType, 'own', 'String');
    }
  }

  #extendFamily(family: Family): void {
    const views = this.#subgraphs.filter(
      ({ index }) => index !== family.home && this.#isObjectView(family.spec, index),
    );
    if (views.length === 0) return;
    const home = this.#subgraph(family.home).types.get(family.name);
    const commons = family.spec.common.map((spec, index): CataloguedField => {
      const name = `c${index}`;
      const parameters = home?.fields.get(name)?.arguments ?? [];
      return { name, ...this.#readInterfaceField(spec), arguments: parameters, owners: [family.home] };
    });
    for (const [index, spec] of family.spec.extensions.entries()) {
      const subgraph = pick(views, spec.owner);
      this.#useFamily(family, subgraph);
      const type = subgraph.types.get(family.name);
      if (type === undefined) continue;
      const name = `x${index}`;
      // Chains of families take planners more memory than there is.
      const types = this.#outputTypes().filter((each) => !each.startsWith('Family'));
      const named = this.#use(subgraph, pick(types, spec.type));
      const wrapping = pick(wrappings, spec.wrapping);
      const field: Field = {
        type: wrap(named, wrapping),
        arguments: this.#declareArguments(subgraph, spec),
        directives: [],
      };
      type.fields.set(name, field);
      this.#twist(field, subgraph, spec, {
        name,
        named,
        wrapping,
        addElsewhere: () => undefined,
        require: () => this.#describeRequirement(commons, type, subgraph, spec.target),
      });
    }
  }

  // Text.

  #print(subgraph: Subgraph): SubgraphSource {
    const blocks = [
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [${imports
        .map((name) => `"${name}"`)
        .join(', ')}])`,
    ];
    if (subgraph.inputs.size > 0) {
      const enumName = [...this.#enums.keys()][0];
      const mode = enumName === undefined ? '' : ` mode: ${enumName} = RED`;
      blocks.push(`input Filter { min: Int = 2 name: String tags: [String!]${mode} deep: Deep = { level: 1 } }`);
      blocks.push('input Deep { level: Int! flag: Boolean = true }');
    }
    for (const name of subgraph.scalars) blocks.push(`scalar ${name}`);
    for (const name of subgraph.enums)
      blocks.push(`enum ${name} { ${this.#listEnumValues(name, subgraph).join(' ')} }`);
    for (const [name, members] of subgraph.unions) blocks.push(`union ${name} = ${members.join(' | ')}`);
    for (const [name, type] of subgraph.types) blocks.push(this.#printType(name, type, subgraph));
    return { name: nameSubgraph(subgraph), sdl: `${blocks.join('\n')}\n` };
  }

  /** Subgraphs may disagree about an enum's values unless it is both sent and received. */
  #listEnumValues(name: string, subgraph: Subgraph): string[] {
    const spec = this.#enums.get(name);
    const isInput = this.#usedAsInput.has(name);
    const omissions = isInput && this.#usedAsOutput.has(name) ? 0 : (spec?.omissions[subgraph.index] ?? 0);
    const hidden = !isInput && (spec?.members ?? 0) % 4 === 3 ? ['SECRET @inaccessible'] : [];
    return [...enumValues.filter((_, index) => index === 0 || ((omissions >> (2 * index)) & 3) !== 3), ...hidden];
  }

  #printType(name: string, type: ComposedType, subgraph: Subgraph): string {
    const interfaces = type.interfaces.size > 0 ? ` implements ${[...type.interfaces].join(' & ')}` : '';
    const directives = [...type.directives, ...this.#printKeys(name, subgraph)].map((each) => ` ${each}`).join('');
    const fields = [...type.fields].map(([fieldName, field]) => {
      const parameters = field.arguments.map((each) => `${each.name}: ${each.type}`).join(', ');
      const marks = field.directives.map((each) => ` ${each}`).join('');
      return `  ${fieldName}${parameters === '' ? '' : `(${parameters})`}: ${field.type}${type.keyword === 'interface' ? '' : marks}`;
    });
    return `${type.keyword} ${name}${interfaces}${directives} {\n${fields.join('\n')}\n}`;
  }

  #printKeys(name: string, subgraph: Subgraph): string[] {
    const entity = this.#entities.get(name);
    if (entity === undefined) return [];
    const known = [...(entity.knownKeys.get(subgraph.index) ?? [])].toSorted((left, right) => left - right);
    const choice = entity.knowledge[subgraph.index] ?? 0;
    const isOwner =
      subgraph.index === entity.home ||
      entity.catalogue.some(({ owners }) => owners.includes(subgraph.index)) ||
      (subgraph.types.get(name)?.interfaces.size ?? 0) > 0;
    return known.map((index, position) => {
      const isResolvable = isOwner
        ? position === 0 || subgraph.index === entity.home || choice % 8 !== 7
        : choice % 2 === 0;
      return `@key(fields: "${entity.keys[index]?.fields ?? ''}"${isResolvable ? '' : ', resolvable: false'})`;
    });
  }
}

function nameSubgraph({ index }: Subgraph): string {
  return `s${index}`;
}

function emptyType(keyword: ComposedType['keyword']): ComposedType {
  return { keyword, interfaces: new Set(), directives: [], fields: new Map() };
}

function addOnce(type: ComposedType, name: string, fieldType: string): void {
  if (!type.fields.has(name)) type.fields.set(name, { type: fieldType, arguments: [], directives: [] });
}

function wrap(named: string, wrapping: string): string {
  return wrapping.replace('_', named);
}

/** One to `most` items, beginning at a place of the choice's own. */
function takeSome<Item>(items: readonly Item[], choice: number, most: number): Item[] {
  if (items.length === 0) return [];
  const count = Math.min(items.length, 1 + (Math.floor(choice / 7) % most));
  return Array.from({ length: count }, (_, index) => pick(items, choice + index));
}

function isGiven({ type }: Argument, choice: number): boolean {
  const isNeeded = type.includes('!') && !type.includes('=') && !type.startsWith('[');
  return isNeeded || (choice & 1) === 1;
}

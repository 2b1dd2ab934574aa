// The marks that concern what is shared, and what they say of it.
import type { CellPolicy } from '../selection/cell-policy.ts';
import type { RecordTarget } from '../cells/cell-record.ts';
import {
  areOfOneKind,
  listEventsOfEntity,
  listMarksOfEntity,
  listMarksOfKind,
  type MarkContext,
} from './invalidation-marks.ts';
import type { Marks } from './marked-stream.ts';
import { comparePositions, type Position } from './position.ts';

/** Numbers names in the order in which they come, each once. */
export function createIndex() {
  const indexes = new Map<string, number>();
  return {
    add: (name: string): number => {
      let index = indexes.get(name);
      if (index === undefined) indexes.set(name, (index = indexes.size));
      return index;
    },
    names: (): string[] => [...indexes.keys()],
  };
}

interface MarksOfKind {
  readonly like: RecordTarget;
  readonly places: readonly number[];
  readonly events: readonly string[];
  readonly eventsText: string;
}

/** Most marks are those of many cells: they are listed once for all of a kind, and once for all of an entity. */
export function createMarkIndex(context: MarkContext) {
  const index = createIndex();
  const ofKinds = new Map<CellPolicy, MarksOfKind>();
  const ofEntities = new Map<RecordTarget, { readonly events: string; readonly places: readonly number[] }>();

  function findKind(target: RecordTarget, policy: CellPolicy): MarksOfKind {
    const found = ofKinds.get(policy);
    if (found !== undefined && areOfOneKind(found.like, target)) return found;
    const events = listEventsOfEntity(target, policy, context);
    const places = listMarksOfKind(target, policy, context).map(index.add);
    const kind = { like: target, places, events, eventsText: events.join('\n') };
    ofKinds.set(policy, kind);
    return kind;
  }

  return {
    names: () => index.names(),
    add(target: RecordTarget, policy: CellPolicy): readonly (readonly number[])[] {
      const kind = findKind(target, policy);
      let entity = ofEntities.get(target);
      if (entity === undefined || entity.events !== kind.eventsText) {
        entity = { events: kind.eventsText, places: listMarksOfEntity(target, kind.events).map(index.add) };
        ofEntities.set(target, entity);
      }
      return [kind.places, entity.places];
    },
  };
}

/** Tells whether what was asked for at a position is right: whether no mark that concerns it is at a later one. */
export function createJudge({ gap, positions }: Marks) {
  /** Cells that were fetched together have the same. */
  const afterGap = new Map<Position, boolean>();
  return (position: Position, marks: readonly (readonly number[])[]): boolean => {
    let isAfterGap = afterGap.get(position);
    if (isAfterGap === undefined) afterGap.set(position, (isAfterGap = comparePositions(position, gap) >= 0));
    return isAfterGap && marks.every((places) => places.every((place) => isNotBefore(position, positions[place])));
  };
}

function isNotBefore(position: Position, mark: Position | undefined): boolean {
  return mark === undefined || comparePositions(position, mark) >= 0;
}

// Where an entity stands in the response, when only its representation and the plan's path are known.
import { expect, test } from 'vitest';
import { listPlaces, placeRepresentations } from './entity-places.ts';

const tool = (id: string) => ({ __typename: 'Tool', id });
const book = (id: string) => ({ __typename: 'Book', id });

test('lists in lists are walked in order', () => {
  const fetched = { orders: [{ lines: [tool('1'), null, tool('2')] }, null, { lines: [tool('3')] }, { lines: null }] };
  expect(placeRepresentations(fetched, ['orders', '@', 'lines', '@'], [tool('1'), tool('2'), tool('3')])).toEqual([
    ['orders', 0, 'lines', 0],
    ['orders', 0, 'lines', 2],
    ['orders', 2, 'lines', 0],
  ]);
});

test('objects of other types and without a required field are passed over', () => {
  const fetched = { search: [book('1'), { ...tool('1') }, { ...tool('2'), weight: 7 }, { ...tool('2'), weight: 7 }] };
  const withWeight = { ...tool('2'), weight: 7 };
  expect(placeRepresentations(fetched, ['search', '@'], [withWeight, withWeight])).toEqual([
    ['search', 2],
    ['search', 3],
  ]);
});

test('nested requirements have to match as well', () => {
  const fetched = {
    items: [
      { ...tool('1'), size: { unit: 'mm' } },
      { ...tool('1'), size: { unit: 'in', extra: 1 } },
    ],
  };
  expect(placeRepresentations(fetched, ['items', '@'], [{ ...tool('1'), size: { unit: 'in' } }])).toEqual([
    ['items', 1],
  ]);
});

test('a representation that fits nowhere has no place, and those after it keep theirs', () => {
  const fetched = { items: [tool('1'), tool('2')] };
  expect(placeRepresentations(fetched, ['items', '@'], [tool('1'), tool('9'), tool('2')])).toEqual([
    ['items', 0],
    undefined,
    ['items', 1],
  ]);
});

test('the empty path is the response itself, and a path that leads nowhere has no places', () => {
  expect(listPlaces({ a: 1 }, [])).toEqual([{ place: [], value: { a: 1 } }]);
  expect(listPlaces({ a: null }, ['a', 'b'])).toEqual([]);
  expect(listPlaces({ a: { b: 1 } }, ['a', '@'])).toEqual([]);
});

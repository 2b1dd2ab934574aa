// A drawing as DXF: a circle with its axes, and the text below it.
import type { SeedMediaFile } from '../seed.ts';

type Group = [code: number, value: string | number];

export function renderDxf({ title, lines }: Pick<SeedMediaFile, 'title' | 'lines'>): Buffer {
  const groups: Group[] = [
    [0, 'SECTION'],
    [2, 'ENTITIES'],
    ...circle(0, 0, 50),
    ...line(-60, 0, 60, 0),
    ...line(0, -60, 0, 60),
    ...[title, ...lines].flatMap((content, index) => text(-60, -80 - index * 8, content)),
    [0, 'ENDSEC'],
    [0, 'EOF'],
  ];
  return Buffer.from(groups.map(([code, value]) => `${code}\n${value}\n`).join(''), 'ascii');
}

function circle(x: number, y: number, radius: number): Group[] {
  return [
    [0, 'CIRCLE'],
    [8, '0'],
    [10, x],
    [20, y],
    [40, radius],
  ];
}

function line(fromX: number, fromY: number, toX: number, toY: number): Group[] {
  return [
    [0, 'LINE'],
    [8, '0'],
    [10, fromX],
    [20, fromY],
    [11, toX],
    [21, toY],
  ];
}

function text(x: number, y: number, content: string): Group[] {
  return [
    [0, 'TEXT'],
    [8, '0'],
    [10, x],
    [20, y],
    [40, 5],
    [1, escapeText(content)],
  ];
}

/** ASCII only: everything else is written by its code point. */
function escapeText(content: string): string {
  return content.replaceAll(
    /[^\u0020-\u007e]/g,
    (character) => `\\U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

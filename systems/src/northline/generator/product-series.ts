// A series of products that can be written down by rule: its n-th member is always the same.
import type { ProductContent, ProductTrade } from '../catalogue/product.ts';

export interface SeriesProduct {
  sku: string;
  content: ProductContent;
  trade: ProductTrade;
}

export interface ProductSeries {
  /** How many members it has; `Infinity` where lengths go on. */
  size: number;
  /** @param index From 0 up to, but not including, `size`. No two members have the same SKU. */
  createProduct(index: number): SeriesProduct;
}

/** A prime that divides none of the sizes, so that it visits every member of a series once. */
const stride = 1_000_003;

/** Jumps about in a series, so that its first members are already a mixture of all. */
export function scatter(index: number, size: number): number {
  return (index * stride) % size;
}

export interface Chooser {
  /** One of a list. */
  choose: <Choice>(choices: readonly Choice[]) => Choice;
  /** What is left of the number after all choices. */
  rest: () => number;
}

/** Takes a number apart into choices from lists, the first list varying fastest. */
export function createChooser(index: number): Chooser {
  let left = index;
  return {
    choose: (choices) => {
      const choice = choices[left % choices.length];
      if (choice === undefined) throw new RangeError('There is nothing to choose from.');
      left = Math.floor(left / choices.length);
      return choice;
    },
    rest: () => left,
  };
}

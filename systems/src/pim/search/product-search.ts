// What the filters of one list of products or product models are compiled with.
import type { Structure } from '../store/structure.ts';
import type { ParameterBinder } from './sql-condition.ts';

export interface ProductSearch {
  kind: 'product' | 'product_model';
  structure: Structure;
  now: Date;
  binder: ParameterBinder;
  hasProductModel: (code: string) => boolean;
}

// Says in the OMS's words why the ERP would not reserve.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';

type OrderError = Oms['schemas']['OrderError'];
type Problem = Erp['schemas']['Problem'];

/** At least one error. The lines of the reservation are those of the submission, in the same order. */
export function explainRefusal(problem: Problem): OrderError[] {
  const errors = (problem.errors ?? []).map(({ pointer, code, message }): OrderError => {
    const index = /^\/lines\/(\d+)(\/|$)/.exec(pointer)?.[1];
    return {
      code: problem.code === 'INSUFFICIENT_STOCK' ? 'INSUFFICIENT_STOCK' : translateCode(code),
      message,
      ...(index !== undefined && { lineIndex: Number(index) }),
    };
  });
  if (errors.length > 0) return errors;
  const code = problem.code === 'INSUFFICIENT_STOCK' ? 'INSUFFICIENT_STOCK' : 'ITEM_NOT_SELLABLE';
  return [{ code, message: problem.detail ?? problem.title }];
}

function translateCode(code: string | undefined): OrderError['code'] {
  if (code === 'UNKNOWN_ITEM' || code === 'UOM_NOT_PERMITTED' || code === 'INVALID_QUANTITY') return code;
  return 'ITEM_NOT_SELLABLE';
}

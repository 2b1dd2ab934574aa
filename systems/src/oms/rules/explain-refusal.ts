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
      code: translateProblem(problem) ?? translateCode(code),
      message,
      ...(index !== undefined && { lineIndex: Number(index) }),
    };
  });
  if (errors.length > 0) return errors;
  return [{ code: translateProblem(problem) ?? 'ITEM_NOT_SELLABLE', message: problem.detail ?? problem.title }];
}

/** Problems that have one reason for all they name. */
function translateProblem({ code }: Problem): OrderError['code'] | undefined {
  if (code === 'PROJECT_PRICE_UNAVAILABLE') return 'PRICE_CHANGED';
  return code === 'INSUFFICIENT_STOCK' || code === 'CREDIT_LIMIT_EXCEEDED' ? code : undefined;
}

function translateCode(code: string | undefined): OrderError['code'] {
  if (code === 'UNKNOWN_PROJECT') return 'NO_PRICE';
  if (code === 'UNKNOWN_ITEM' || code === 'UOM_NOT_PERMITTED' || code === 'INVALID_QUANTITY') return code;
  return 'ITEM_NOT_SELLABLE';
}

// What the OMS announces: orders when they are seen for the first time, and every change of one that is seen.
import { announce, type ChangeTrigger } from '../../events/change-trigger.ts';

const orderEvent = (type: string, row: 'OLD' | 'NEW') =>
  announce(type, [`'account'`, `${row}.account_id`, `'order'`, `${row}.id`]);

const wasSeen = `OLD.stage = 'PLACED'`;
/** The parts of an order that have an event of their own, or none. */
const rest = `'$.shipments', '$.updatedAt'`;

/** An order that is still pending is shown to nobody, and nobody is told of it. */
export const omsChangeTriggers: readonly ChangeTrigger[] = [
  { table: 'orders', on: 'INSERT', when: `NEW.stage = 'PLACED'`, events: [orderEvent('oms.order.created', 'NEW')] },
  {
    table: 'orders',
    on: 'UPDATE',
    when: `OLD.stage = 'PENDING' AND NEW.stage = 'PLACED'`,
    events: [orderEvent('oms.order.created', 'NEW')],
  },
  {
    table: 'orders',
    on: 'UPDATE',
    when: `${wasSeen} AND (OLD.account_id <> NEW.account_id OR OLD.status <> NEW.status OR OLD.stage <> NEW.stage
      OR json_remove(OLD.document, ${rest}) <> json_remove(NEW.document, ${rest}))`,
    events: [orderEvent('oms.order.updated', 'OLD'), orderEvent('oms.order.updated', 'NEW')],
  },
  {
    table: 'orders',
    on: 'UPDATE',
    when: `${wasSeen} AND json_extract(OLD.document, '$.shipments') IS NOT json_extract(NEW.document, '$.shipments')`,
    events: [orderEvent('oms.shipment.updated', 'OLD'), orderEvent('oms.shipment.updated', 'NEW')],
  },
  { table: 'orders', on: 'DELETE', when: wasSeen, events: [orderEvent('oms.order.updated', 'OLD')] },
];

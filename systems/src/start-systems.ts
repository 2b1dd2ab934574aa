// The embedded systems of record together: an ERP, a PIM and an OMS, each a server of its own on a database of its own,
// filled with the data of Northline Industrial Supply when new.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createErpSystem, type ErpSystemOptions } from './erp/create-erp-system.ts';
import type { EventOptions } from '@commerce-graph/signed-events';
import { createNorthlineSeeds, type NorthlineSeeds } from './northline/create-northline-seeds.ts';
import { createOmsSystem, type OmsSystemOptions } from './oms/create-oms-system.ts';
import { createPimSystem, type PimSystemOptions } from './pim/create-pim-system.ts';
import type { RunningSystem } from './server/system-server.ts';

export interface StartSystemsOptions {
  /** Folder of the three database files; created when missing. */
  readonly dataDir: string;
  readonly credentials: {
    readonly erp: ErpSystemOptions['credentials'];
    readonly pim: PimSystemOptions['credentials'];
    readonly oms: OmsSystemOptions['credentials'];
  };
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: any free ones. */
  readonly ports?: { readonly erp: number; readonly pim: number; readonly oms: number };
  /** Grows the catalogue of new databases to this many products. Default: the 177 hand-made ones. */
  readonly products?: number;
  /** A pino level. Default `warn`. */
  readonly logLevel?: string;
  /** Who is told of every change in any of them. Default: nobody. */
  readonly events?: EventOptions;
  /** Checks every answer of the ERP and the OMS against their published contracts as well. For tests. Default false. */
  readonly checkResponses?: boolean;
}

export interface RunningSystems {
  readonly erp: RunningSystem;
  readonly pim: RunningSystem;
  readonly oms: RunningSystem;
  close(): Promise<void>;
}

/** Starts all three. Rejects, and leaves none running, when one cannot start. */
export async function startSystems(options: StartSystemsOptions): Promise<RunningSystems> {
  const { dataDir, credentials, ports, checkResponses } = options;
  mkdirSync(dataDir, { recursive: true });
  // Written last: when a first start is cut short, the next one offers the data again to whichever database is empty.
  const completeMark = path.join(dataDir, 'complete');
  const seeds = existsSync(completeMark) ? undefined : createSeeds(options.products);
  const settings = (system: 'erp' | 'pim' | 'oms') => ({
    databaseFile: path.join(dataDir, `${system}.sqlite`),
    host: options.host ?? '127.0.0.1',
    port: ports?.[system] ?? 0,
    ...(options.logLevel !== undefined && { logLevel: options.logLevel }),
    ...(options.events !== undefined && { events: options.events }),
  });
  const checks = checkResponses === undefined ? {} : { checkResponses };

  const running: RunningSystem[] = [];
  const closeAll = async (): Promise<void> => {
    // The OMS first: it still asks the ERP about orders that are being placed.
    for (const system of running.toReversed()) await system.close();
  };
  const start = async (starting: Promise<RunningSystem>): Promise<RunningSystem> => {
    const system = await starting;
    running.push(system);
    return system;
  };
  try {
    const erp = await start(
      createErpSystem({
        ...settings('erp'),
        ...checks,
        credentials: credentials.erp,
        ...(seeds && { seed: seeds.erp }),
      }),
    );
    const pim = await start(
      createPimSystem({ ...settings('pim'), credentials: credentials.pim, ...(seeds && { seed: seeds.pim }) }),
    );
    const oms = await start(
      createOmsSystem({
        ...settings('oms'),
        ...checks,
        credentials: credentials.oms,
        erp: { url: erp.url, ...credentials.erp },
        ...(seeds && { seed: seeds.oms }),
      }),
    );
    writeFileSync(completeMark, '');
    return { erp, pim, oms, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The demo data's dates are relative to the day of the first start. */
function createSeeds(products: number | undefined): NorthlineSeeds {
  return createNorthlineSeeds({ today: new Date(), ...(products !== undefined && { products }) });
}

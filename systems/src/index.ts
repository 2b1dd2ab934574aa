// The embedded systems of record: together for the local graph, and each alone for tests.
export { createErpSystem, type ErpSystemOptions } from './erp/create-erp-system.ts';
export type { EventOptions } from '@commerce-graph/signed-events';
export type { ErpSeed } from './erp/seed.ts';
export { createNorthlineSeeds } from './northline/create-northline-seeds.ts';
export { createOmsSystem, type OmsSystemOptions } from './oms/create-oms-system.ts';
export type { OmsSeed } from './oms/seed.ts';
export { createPimSystem, type PimSystemOptions } from './pim/create-pim-system.ts';
export type { PimSeed } from './pim/seed.ts';
export type { RunningSystem } from './server/system-server.ts';
export type { Failure, Switches } from './server/switches.ts';
export { type RunningSystems, startSystems, type StartSystemsOptions } from './start-systems.ts';

// An OMS as a process of its own, for tests that kill it. Its options come as JSON in OMS_OPTIONS.
import { type OmsSystemOptions, createOmsSystem } from '@commerce-graph/systems';

const options = JSON.parse(process.env['OMS_OPTIONS'] ?? '{}') as OmsSystemOptions;
const { url } = await createOmsSystem(options);
process.stdout.write(`${url}\n`);

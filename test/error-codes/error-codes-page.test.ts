import path from 'node:path';
import { expect, it } from 'vitest';
import { renderErrorCodesPage } from './error-codes-page.ts';

it('explains every code as the registries do', async () => {
  const page = path.join(import.meta.dirname, '../../docs/error-codes.md');
  await expect(renderErrorCodesPage()).toMatchFileSnapshot(page);
});

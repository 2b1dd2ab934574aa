import path from 'node:path';
import { expect, it } from 'vitest';
import { renderCompositionErrorsPage } from './composition-errors-page.ts';

it('explains every code as the registry does', async () => {
  const page = path.join(import.meta.dirname, '../../docs/composition-errors.md');
  await expect(renderCompositionErrorsPage()).toMatchFileSnapshot(page);
});

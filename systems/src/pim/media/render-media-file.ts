// Draws the file of an asset from what it is to say: small, real files, the same bytes each time.
import type { SeedMediaFile } from '../seed.ts';
import { renderDxf } from './render-dxf.ts';
import { renderPdf } from './render-pdf.ts';
import { renderStep } from './render-step.ts';
import { renderSvg } from './render-svg.ts';

export function renderMediaFile(file: SeedMediaFile): Buffer {
  switch (file.mimeType) {
    case 'image/svg+xml':
      return renderSvg(file);
    case 'application/pdf':
      return renderPdf(file);
    case 'model/step':
      return renderStep(file);
    case 'image/vnd.dxf':
      return renderDxf(file);
  }
}

// A picture with a caption, as SVG.
import type { SeedMediaFile } from '../seed.ts';

const size = 640;
const lineHeight = 30;

export function renderSvg({ title, lines }: Pick<SeedMediaFile, 'title' | 'lines'>): Buffer {
  const middle = size / 2;
  const texts = [title, ...lines].map(
    (text, index) =>
      `<text x="${middle}" y="${440 + index * lineHeight}" font-size="${index === 0 ? 26 : 18}">${escapeXml(text)}</text>`,
  );
  const svg = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" role="img">
<title>${escapeXml(title)}</title>
<rect width="${size}" height="${size}" fill="#f4f6f8"/>
<g fill="none" stroke="#33475b" stroke-width="6">
<circle cx="${middle}" cy="210" r="150"/>
<circle cx="${middle}" cy="210" r="70"/>
<path d="M${middle - 170} 210h340M${middle} 40v340" stroke-width="2" stroke-dasharray="18 6 4 6"/>
</g>
<g fill="#1d2b3a" font-family="sans-serif" text-anchor="middle">
${texts.join('\n')}
</g>
</svg>
`;
  return Buffer.from(svg, 'utf8');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

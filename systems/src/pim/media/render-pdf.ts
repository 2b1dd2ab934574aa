// A document of text, as PDF 1.4 with the built-in font.
import type { SeedMediaFile } from '../seed.ts';

const linesPerPage = 46;

export function renderPdf({ title, lines }: Pick<SeedMediaFile, 'title' | 'lines'>): Buffer {
  const pages: string[][] = [];
  for (let first = 0; first === 0 || first < lines.length; first += linesPerPage) {
    pages.push(lines.slice(first, first + linesPerPage));
  }
  // Objects 1 to 4 are the catalogue, the page tree, the font and the title; two more follow for each page.
  const pageNumber = (index: number) => 5 + index * 2;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title (${escapeText(title)}) >>`,
    ...pages.flatMap((page, index) => {
      const content = drawPage(index === 0 ? title : `${title} (${index + 1})`, page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ` +
          `/Contents ${pageNumber(index) + 1} 0 R >>`,
        `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];

  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(body, 'latin1');
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const tableAt = Buffer.byteLength(body, 'latin1');
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

function drawPage(heading: string, lines: string[]): string {
  const rest = lines.map((line) => `(${escapeText(line)}) Tj T*`).join('\n');
  return `BT\n/F1 18 Tf 56 780 Td (${escapeText(heading)}) Tj\n/F1 11 Tf 15 TL 0 -32 Td\n${rest}\nET`;
}

/** The font's encoding is Windows-1252, of which the Latin-1 part is enough; what is outside becomes a question mark. */
function escapeText(text: string): string {
  const dashes = text.replaceAll(/[\u2012-\u2015]/g, '-').replaceAll(/[\u2018\u2019]/g, "'");
  return dashes.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?').replaceAll(/[\\()]/g, String.raw`\$&`);
}

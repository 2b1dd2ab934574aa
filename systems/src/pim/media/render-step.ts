// A CAD model as a STEP file (ISO 10303-21): a product with its description, without geometry.
import type { SeedMediaFile } from '../seed.ts';

export function renderStep({ title, lines, originalFilename }: SeedMediaFile): Buffer {
  const step = `ISO-10303-21;
HEADER;
FILE_DESCRIPTION((${lines.map(quote).join(',') || "''"}),'2;1');
FILE_NAME(${quote(originalFilename)},'2026-01-01T00:00:00',('Northline'),('Northline'),'','','');
FILE_SCHEMA(('CONFIG_CONTROL_DESIGN'));
ENDSEC;
DATA;
#1=APPLICATION_CONTEXT('configuration controlled 3d designs of mechanical parts and assemblies');
#2=APPLICATION_PROTOCOL_DEFINITION('international standard','config_control_design',1994,#1);
#3=MECHANICAL_CONTEXT('',#1,'mechanical');
#4=PRODUCT(${quote(title)},${quote(title)},${quote(lines[0] ?? '')},(#3));
#5=PRODUCT_DEFINITION_FORMATION('1','',#4);
ENDSEC;
END-ISO-10303-21;
`;
  return Buffer.from(step, 'ascii');
}

/** Strings are ASCII, with apostrophes doubled; other characters are escaped by their code points. */
function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll(/[^\u0020-\u007e]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `\\X4\\${code.toString(16).toUpperCase().padStart(8, '0')}\\X0\\`;
    });
  return `'${escaped}'`;
}

// Pictures and documents of products. Products of a series share them, so each has a code of its own.
import type { LocaleCode, Translations } from './translations.ts';

export type DocumentType =
  | 'datasheet'
  | 'manual'
  | 'installation_guide'
  | 'cad_2d'
  | 'cad_3d'
  | 'sds'
  | 'certificate'
  | 'declaration_of_conformity';

export interface DocumentRecord {
  code: string;
  type: DocumentType;
  title: Translations;
  /** Absent for a drawing, which no language binds. */
  language?: LocaleCode;
  fileName: string;
  mimeType: 'application/pdf' | 'model/step' | 'image/vnd.dxf';
  revisedDaysAgo: number;
  lines: readonly string[];
}

export interface ImageRecord {
  code: string;
  role: 'primary' | 'gallery' | 'line_art';
  altText: Translations;
  fileName: string;
  lines: readonly string[];
}

const documentNames: Readonly<Record<DocumentType, Required<Translations>>> = {
  datasheet: { en_US: 'Datasheet', fr_FR: 'Fiche technique', es_MX: 'Ficha técnica' },
  manual: { en_US: 'Operating manual', fr_FR: 'Notice d’utilisation', es_MX: 'Manual de operación' },
  installation_guide: { en_US: 'Installation guide', fr_FR: 'Guide d’installation', es_MX: 'Guía de instalación' },
  cad_2d: { en_US: '2D drawing (DXF)', fr_FR: 'Plan 2D (DXF)', es_MX: 'Plano 2D (DXF)' },
  cad_3d: { en_US: '3D model (STEP)', fr_FR: 'Modèle 3D (STEP)', es_MX: 'Modelo 3D (STEP)' },
  sds: { en_US: 'Safety data sheet', fr_FR: 'Fiche de données de sécurité', es_MX: 'Hoja de datos de seguridad' },
  certificate: { en_US: 'Certificate', fr_FR: 'Certificat', es_MX: 'Certificado' },
  declaration_of_conformity: {
    en_US: 'Declaration of conformity',
    fr_FR: 'Déclaration de conformité',
    es_MX: 'Declaración de conformidad',
  },
};

/** One document a language, about `subject`. */
export function createDocuments(
  type: Exclude<DocumentType, 'cad_2d' | 'cad_3d'>,
  subject: string,
  languages: readonly LocaleCode[],
  revisedDaysAgo: number,
  lines: readonly string[],
): DocumentRecord[] {
  return languages.map((language) => {
    const stem = createSlug(`${type}_${subject}_${language.slice(0, 2)}`);
    return {
      code: stem,
      type,
      title: createTitle(type, subject),
      language,
      fileName: `${stem}.pdf`,
      mimeType: 'application/pdf',
      revisedDaysAgo,
      lines,
    };
  });
}

/** A drawing and a solid model. */
export function createCadFiles(subject: string, revisedDaysAgo: number, lines: readonly string[]): DocumentRecord[] {
  const stem = createSlug(`cad_${subject}`);
  return [
    {
      code: `${stem}_2d`,
      type: 'cad_2d',
      title: createTitle('cad_2d', subject),
      fileName: `${stem}.dxf`,
      mimeType: 'image/vnd.dxf',
      revisedDaysAgo,
      lines,
    },
    {
      code: `${stem}_3d`,
      type: 'cad_3d',
      title: createTitle('cad_3d', subject),
      fileName: `${stem}.step`,
      mimeType: 'model/step',
      revisedDaysAgo,
      lines,
    },
  ];
}

export function createImage(
  role: ImageRecord['role'],
  subject: string,
  altText: Translations,
  lines: readonly string[],
): ImageRecord {
  const stem = createSlug(`image_${subject}_${role}`);
  return { code: stem, role, altText, fileName: `${stem}.svg`, lines };
}

/** A code of the PIM: lower case letters, digits and underscores. */
function createSlug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

function createTitle(type: DocumentType, subject: string): Translations {
  const names = documentNames[type];
  return {
    en_US: `${names.en_US}: ${subject}`,
    fr_FR: `${names.fr_FR} : ${subject}`,
    es_MX: `${names.es_MX}: ${subject}`,
  };
}

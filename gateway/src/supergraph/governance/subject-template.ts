// What the subject of a change event names: `account/{Account.id}/item/{Product.sku}` names an account and a product.

/** One part of a subject, between slashes. */
export type SubjectSegment =
  /** The part is this word. */
  | { readonly kind: 'word'; readonly word: string }
  /** The part is the key of an entity of the graph. */
  | { readonly kind: 'entity'; readonly type: string; readonly field: string }
  /** The part names something that no entity of the graph stands for. */
  | { readonly kind: 'unnamed' };

export interface SubjectTemplate {
  /** As it stands in the catalogue. */
  readonly text: string;
  /** At least one. */
  readonly segments: readonly SubjectSegment[];
}

/** An entity that a subject names. */
export interface SubjectEntity {
  readonly type: string;
  /** The key field that `value` is of. */
  readonly field: string;
  readonly value: string;
}

/** Throws when a part is neither a word, nor `{Type.field}`, nor `{}`, or when two parts name the same type. */
export function parseSubjectTemplate(text: string): SubjectTemplate {
  const segments = text.split('/').map((part): SubjectSegment => {
    if (part === '{}') return { kind: 'unnamed' };
    const [, type, field] = /^\{([_A-Za-z]\w*)\.([_A-Za-z]\w*)\}$/.exec(part) ?? [];
    if (type !== undefined && field !== undefined) return { kind: 'entity', type, field };
    if (/^[\w.~-]+$/.test(part)) return { kind: 'word', word: part };
    throw new Error(
      `the subject "${text}" has the part "${part}": give a word, a key of the graph such as {Product.sku}, or {} for ` +
        'what no entity stands for.',
    );
  });
  const types = segments.flatMap((segment) => (segment.kind === 'entity' ? [segment.type] : []));
  const repeated = types.find((type, index) => types.indexOf(type) !== index);
  if (repeated !== undefined) {
    throw new Error(`the subject "${text}" names ${repeated} twice: a subject names each type once.`);
  }
  return { text, segments };
}

/**
 * The entities that a subject names, from left to right; empty where it names none of the graph. Undefined when the
 * subject is not of this form. Each part is percent-encoded, for a key may hold a slash.
 */
export function readSubject({ segments }: SubjectTemplate, subject: string): readonly SubjectEntity[] | undefined {
  const parts = subject.split('/');
  if (parts.length !== segments.length) return undefined;
  const entities: SubjectEntity[] = [];
  for (const [index, segment] of segments.entries()) {
    const value = decodePart(parts[index] ?? '');
    if (value === undefined || value === '') return undefined;
    if (segment.kind === 'word' && segment.word !== value) return undefined;
    if (segment.kind === 'entity') entities.push({ type: segment.type, field: segment.field, value });
  }
  return entities;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // No percent-encoding at all, so not of this form either.
    return undefined;
  }
}

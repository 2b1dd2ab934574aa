// The paths of everything that gives products their form: families, attributes, categories and the like.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../server/problem.ts';
import { parseSearch } from '../search/criterion.ts';
import {
  filterByCode,
  filterByList,
  filterByTruth,
  filterByUpdated,
  filterResources,
  type ResourceFilters,
} from '../search/resource-filters.ts';
import type { StructureDocuments } from '../store/documents.ts';
import type { Catalogue } from '../store/open-catalogue.ts';
import type { Entry, StructureKind } from '../store/structure.ts';
import { categoryPosition, filterByParentCategory } from './category-list.ts';
import { buildNumberedPage, type HalPage, parseNumberPaging } from './paging.ts';
import { baseUrlOf, readQuery } from './query.ts';
import type { Router } from './router.ts';

const root = '/api/rest/v1';
const listWrites = { writes: ['POST', 'PATCH'] };
const itemWrites = { writes: ['PATCH'] };

export function addStructureRoutes(router: Router, { structure, products }: Catalogue): void {
  addResource('channel', 'channels');
  addResource('association_type', 'association-types');
  addResource('attribute_group', 'attribute-groups', { code: filterByCode(), updated: filterByUpdated() });
  addResource('attribute', 'attributes', {
    code: filterByCode(),
    updated: filterByUpdated(),
    type: filterByList('type', ({ document }) => document.type),
    is_main_identifier: filterByTruth('is_main_identifier', ({ document }) => document.is_main_identifier),
  });
  addResource('family', 'families', {
    code: filterByCode(),
    updated: filterByUpdated(),
    has_products: filterByTruth('has_products', ({ document }) => products.listFamiliesInUse().includes(document.code)),
  });

  router.get(`${root}/locales`, (request) =>
    listPage(
      request,
      filterResources(structure.list('locale'), parseSearch(readQuery(request)['search']), {
        enabled: filterByTruth('enabled', ({ document }) => document.enabled),
      }).map((entry) => entry.document),
    ),
  );
  router.get(`${root}/locales/:code`, (request) => findDocument('locale', codeOf(request)));

  router.get(
    `${root}/categories`,
    (request) => {
      const query = readQuery(request);
      const found = filterResources(structure.list('category'), parseSearch(query['search']), {
        code: filterByCode(),
        parent: filterByParentCategory(structure),
        is_root: filterByTruth('is_root', ({ document }) => document.parent === null),
        updated: filterByUpdated(),
      });
      return listPage(
        request,
        found.map(({ document }) => addPosition(request, document)),
      );
    },
    listWrites,
  );
  router.get(
    `${root}/categories/:code`,
    (request) => addPosition(request, findDocument('category', codeOf(request))),
    itemWrites,
  );

  router.get(
    `${root}/attributes/:code/options`,
    (request) => listPage(request, structure.options(requireSelect(codeOf(request)).code)),
    listWrites,
  );
  router.get(
    `${root}/attributes/:code/options/:option`,
    (request) => {
      const attribute = requireSelect(codeOf(request));
      const { option: code } = request.params as { option: string };
      const option = structure.option(attribute.code, code);
      if (option !== undefined) return option;
      throw new Problem({ status: 404, detail: `The attribute "${attribute.code}" has no option "${code}".` });
    },
    itemWrites,
  );

  router.get(
    `${root}/families/:code/variants`,
    (request) => {
      const family = findDocument('family', codeOf(request));
      return listPage(request, structure.familyVariants(family.code).map(withoutFamily));
    },
    listWrites,
  );
  router.get(
    `${root}/families/:code/variants/:variant`,
    (request) => {
      const family = findDocument('family', codeOf(request));
      const { variant: code } = request.params as { variant: string };
      const variant = structure.find('family_variant', code);
      if (variant?.family === family.code) return withoutFamily(variant);
      throw new Problem({ status: 404, detail: `The family "${family.code}" has no variant "${code}".` });
    },
    itemWrites,
  );

  router.get(
    `${root}/measurement-families`,
    () => structure.list('measurement_family').map((entry) => entry.document),
    { writes: ['PATCH'] },
  );

  /** A list and its items. The search parameter of a kind that has no filters is ignored, as unknown ones are. */
  function addResource<Kind extends 'channel' | 'association_type' | 'attribute_group' | 'attribute' | 'family'>(
    kind: Kind,
    path: string,
    filters?: ResourceFilters<Entry<Kind>>,
  ): void {
    router.get(
      `${root}/${path}`,
      (request) => {
        const criteria = filters === undefined ? [] : parseSearch(readQuery(request)['search']);
        const found = filterResources(structure.list(kind), criteria, filters ?? {});
        return listPage(
          request,
          found.map((entry) => entry.document),
        );
      },
      listWrites,
    );
    router.get(`${root}/${path}/:code`, (request) => findDocument(kind, codeOf(request)), itemWrites);
  }

  function listPage(request: FastifyRequest, all: readonly { code: string }[]): HalPage {
    const query = readQuery(request);
    const paging = parseNumberPaging(query);
    const first = (paging.page - 1) * paging.limit;
    const listUrl = `${baseUrlOf(request)}${request.url.split('?', 1)[0]}`;
    const itemUrl = (item: Record<string, unknown>) => `${listUrl}/${encodeURIComponent(String(item['code']))}`;
    const items = all.slice(first, first + paging.limit).map((item) => ({ ...item }));
    return buildNumberedPage(items, paging, { listUrl, query, itemUrl }, () => all.length);
  }

  function findDocument<Kind extends StructureKind>(kind: Kind, code: string): StructureDocuments[Kind] {
    const document = structure.find(kind, code);
    if (document !== undefined) return document;
    throw new Problem({ status: 404, detail: `There is no ${kind.replaceAll('_', ' ')} "${code}".` });
  }

  function requireSelect(code: string): StructureDocuments['attribute'] {
    const attribute = findDocument('attribute', code);
    if (attribute.type === 'pim_catalog_simpleselect' || attribute.type === 'pim_catalog_multiselect') return attribute;
    throw new Problem({
      status: 404,
      detail: `The attribute "${code}" is of type ${attribute.type}: it has no options.`,
    });
  }

  function addPosition(
    request: FastifyRequest,
    category: StructureDocuments['category'],
  ): StructureDocuments['category'] & { position?: number } {
    if (readQuery(request)['with_position'] !== 'true') return category;
    return { ...category, position: categoryPosition(category, structure) };
  }
}

function codeOf(request: FastifyRequest): string {
  return (request.params as { code: string }).code;
}

function withoutFamily(
  variant: StructureDocuments['family_variant'],
): Omit<StructureDocuments['family_variant'], 'family'> {
  const { family: _, ...answer } = variant;
  return answer;
}

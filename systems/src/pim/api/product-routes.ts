// The paths of products and product models.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../server/problem.ts';
import {
  answerProduct,
  answerProductModel,
  type ProductAnswerOptions,
  type ProductNaming,
} from '../answers/product-answer.ts';
import { createParameterBinder } from '../search/sql-condition.ts';
import type { Catalogue } from '../store/open-catalogue.ts';
import type { EntityStore, StoredProduct, StoredProductModel } from '../store/product-store.ts';
import { buildCursorPage, buildNumberedPage, type HalPage, type HalPageOptions, parsePaging } from './paging.ts';
import { compileProductQuery, parseValueSelection } from './product-query.ts';
import { baseUrlOf, type Query, readQuery } from './query.ts';
import type { Router } from './router.ts';
import { readSearchBody } from './search-body.ts';

const root = '/api/rest/v1';

export function addProductRoutes(router: Router, catalogue: Catalogue, clock: () => Date): void {
  const { structure, products, productModels } = catalogue;

  router.get(`${root}/products-uuid`, (request) => listProducts(request, readQuery(request), 'uuid'), {
    writes: ['POST', 'PATCH'],
  });
  router.post(`${root}/products-uuid/search`, (request) =>
    listProducts(request, { ...readQuery(request), ...readSearchBody(request.body) }, 'uuid'),
  );
  router.get(
    `${root}/products-uuid/:uuid`,
    (request) => {
      const { uuid } = request.params as { uuid: string };
      return answerSingle(request, products.findByUuid(uuid), `There is no product of the UUID "${uuid}".`, 'uuid');
    },
    { writes: ['PATCH', 'DELETE'] },
  );
  router.get(`${root}/products`, (request) => listProducts(request, readQuery(request), 'identifier'), {
    writes: ['POST', 'PATCH'],
  });
  router.get(
    `${root}/products/:code`,
    (request) => {
      const { code } = request.params as { code: string };
      return answerSingle(request, products.findByIdentifier(code), `There is no product "${code}".`, 'identifier');
    },
    { writes: ['PATCH', 'DELETE'] },
  );

  router.get(`${root}/product-models`, listProductModels, { writes: ['POST', 'PATCH'] });
  router.get(
    `${root}/product-models/:code`,
    (request) => {
      const { code } = request.params as { code: string };
      const model = productModels.findByCode(code);
      if (model === undefined) throw new Problem({ status: 404, detail: `There is no product model "${code}".` });
      return answerProductModel(model, { ...answerOptions(readQuery(request), 'identifier'), values: everyValue });
    },
    { writes: ['PATCH', 'DELETE'] },
  );

  function listProducts(request: FastifyRequest, query: Query, naming: ProductNaming): HalPage {
    const options = { ...answerOptions(query, naming), values: everyValue };
    const answer = (product: StoredProduct, values: ProductAnswerOptions['values']) =>
      answerProduct(product, { ...options, values });
    return listEntities(request, query, 'product', products, answer, (item) => {
      const key = naming === 'uuid' ? item['uuid'] : item['identifier'];
      return `${root}/${naming === 'uuid' ? 'products-uuid' : 'products'}/${encodeURIComponent(String(key))}`;
    });
  }

  function listProductModels(request: FastifyRequest): HalPage {
    const query = readQuery(request);
    const options = answerOptions(query, 'identifier');
    const answer = (model: StoredProductModel, values: ProductAnswerOptions['values']) =>
      answerProductModel(model, { ...options, values: { ...values, withAttributeOptions: false } });
    return listEntities(
      request,
      query,
      'product_model',
      productModels,
      answer,
      (item) => `${root}/product-models/${encodeURIComponent(String(item['code']))}`,
    );
  }

  function listEntities<Entity extends StoredProduct | StoredProductModel>(
    request: FastifyRequest,
    query: Query,
    kind: 'product' | 'product_model',
    store: EntityStore<Entity>,
    answer: (entity: Entity, values: ProductAnswerOptions['values']) => Record<string, unknown>,
    itemPath: (item: Record<string, unknown>) => string,
  ): HalPage {
    const paging = parsePaging(query);
    const values = parseValueSelection(query, structure);
    const binder = createParameterBinder();
    const search = { kind, structure, now: clock(), binder, hasProductModel: productModels.has };
    const selection = compileProductQuery(query, search);
    const baseUrl = baseUrlOf(request);
    const hal: HalPageOptions = {
      listUrl: `${baseUrl}${request.url.split('?', 1)[0]}`,
      // What came in the body of a search is sent again with the next page, not repeated in its link.
      query: readQuery(request),
      itemUrl: (item) => `${baseUrl}${itemPath(item)}`,
    };
    const found = store.list({
      ...selection,
      limit: paging.limit,
      ...(paging.type === 'page' ? { offset: (paging.page - 1) * paging.limit } : { after: paging.after }),
    });
    const items = found.map((entity) => answer(entity, values));
    return paging.type === 'page'
      ? buildNumberedPage(items, paging, hal, () => store.count(selection))
      : buildCursorPage(items, paging, hal, found.at(-1)?.key);
  }

  function answerSingle(
    request: FastifyRequest,
    product: StoredProduct | undefined,
    missing: string,
    naming: ProductNaming,
  ): Record<string, unknown> {
    if (product === undefined) throw new Problem({ status: 404, detail: missing });
    const query = readQuery(request);
    const withAttributeOptions = query['with_attribute_options'] === 'true';
    return answerProduct(product, { ...answerOptions(query, naming), values: { withAttributeOptions } });
  }

  function answerOptions(query: Query, naming: ProductNaming): Omit<ProductAnswerOptions, 'values'> {
    return {
      naming,
      structure,
      withCompletenesses: query['with_completenesses'] === 'true',
      withQualityScores: query['with_quality_scores'] === 'true',
    };
  }
}

const everyValue = { withAttributeOptions: false };

// The paths of asset families, assets and their files.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../server/problem.ts';
import { answerAsset, type AssetAnswerOptions } from '../answers/asset-answer.ts';
import { renderMediaFile } from '../media/render-media-file.ts';
import { parseSearch, requireStrings, unsupportedFilter } from '../search/criterion.ts';
import { compareDate } from '../search/date-condition.ts';
import { createParameterBinder, isAmong } from '../search/sql-condition.ts';
import type { StructureDocuments } from '../store/documents.ts';
import type { Catalogue } from '../store/open-catalogue.ts';
import { buildCursorPage, type HalPage, parseFixedPaging } from './paging.ts';
import { requireEnabledLocales } from './product-query.ts';
import { baseUrlOf, readQuery, splitList } from './query.ts';
import type { Router } from './router.ts';

const root = '/api/rest/v1';

interface AssetParameters {
  code: string;
  asset: string;
  attribute: string;
}

export function addAssetRoutes(router: Router, { structure, assets }: Catalogue, clock: () => Date): void {
  router.get(`${root}/asset-families`, (request) => {
    const query = readQuery(request);
    const paging = parseFixedPaging(query);
    const after = paging.after ?? '';
    const families = structure.list('asset_family').filter(({ document }) => document.code > after);
    const items = families.slice(0, paging.limit).map(({ document }) => ({ ...document }));
    const listUrl = `${baseUrlOf(request)}${root}/asset-families`;
    const itemUrl = (item: Record<string, unknown>) => `${listUrl}/${String(item['code'])}`;
    return buildCursorPage(items, paging, { listUrl, query, itemUrl }, items.at(-1)?.code);
  });
  router.get(`${root}/asset-families/:code`, findFamily, { writes: ['PATCH'] });
  router.get(`${root}/asset-families/:code/attributes`, (request) =>
    structure.assetAttributes(findFamily(request).code).map(withoutFamily),
  );
  router.get(`${root}/asset-families/:code/attributes/:attribute`, (request) => withoutFamily(findAttribute(request)), {
    writes: ['PATCH'],
  });
  router.get(`${root}/asset-families/:code/attributes/:attribute/options`, (request) => {
    const attribute = findAttribute(request);
    if (attribute.type !== 'single_option' && attribute.type !== 'multiple_options') {
      const detail = `The attribute "${attribute.code}" is of type ${attribute.type}: it has no options.`;
      throw new Problem({ status: 404, detail });
    }
    const options = structure.assetAttributeOptions(attribute.asset_family, attribute.code);
    return options.map(({ code, labels }) => ({ code, labels }));
  });
  router.get(`${root}/asset-families/:code/assets`, listAssets, { writes: ['PATCH'] });
  router.get(
    `${root}/asset-families/:code/assets/:asset`,
    (request) => {
      const family = findFamily(request);
      const { asset: code } = request.params as AssetParameters;
      const asset = assets.find(family.code, code);
      if (asset === undefined) {
        throw new Problem({ status: 404, detail: `The asset family "${family.code}" has no asset "${code}".` });
      }
      return answerAsset(asset, { assetFamily: family.code, baseUrl: baseUrlOf(request), structure });
    },
    { writes: ['PATCH', 'DELETE'] },
  );
  router.get(`${root}/asset-media-files/*`, sendFile, { isFile: true });
  router.get(
    '/share/*',
    // A drawing that a browser opens by itself may run and load nothing.
    (request, reply) => sendFile(request, reply.header('content-security-policy', "default-src 'none'"), 'inline'),
    { isFile: true, isPublic: true },
  );

  function listAssets(request: FastifyRequest): HalPage {
    const family = findFamily(request);
    const query = readQuery(request);
    const paging = parseFixedPaging(query);
    const locales = query['locales'] === undefined ? undefined : splitList(query['locales']);
    if (locales !== undefined) requireEnabledLocales(locales, structure);
    const channel = query['channel'];
    if (channel !== undefined && structure.find('channel', channel) === undefined) {
      throw new Problem({ status: 422, detail: `There is no channel "${channel}" for the parameter "channel".` });
    }

    const binder = createParameterBinder();
    const conditions = parseSearch(query['search']).map((criterion) => {
      if (criterion.property === 'updated') return compareDate('e.updated', criterion, 'iso', clock(), binder);
      if (criterion.property !== 'code' || criterion.operator !== 'IN') throw unsupportedFilter(criterion);
      return isAmong('e.code', requireStrings(criterion.value, 'code'), binder);
    });
    const baseUrl = baseUrlOf(request);
    const options: AssetAnswerOptions = {
      assetFamily: family.code,
      baseUrl,
      structure,
      ...(locales !== undefined && { locales: new Set(locales) }),
      ...(channel !== undefined && { channel }),
    };
    const found = assets.list(family.code, {
      conditions,
      parameters: binder.parameters(),
      limit: paging.limit,
      after: paging.after,
    });
    const listUrl = `${baseUrl}${root}/asset-families/${family.code}/assets`;
    const itemUrl = (item: Record<string, unknown>) => `${listUrl}/${String(item['code'])}`;
    const items = found.map((asset) => answerAsset(asset, options));
    return buildCursorPage(items, paging, { listUrl, query, itemUrl }, found.at(-1)?.code);
  }

  function sendFile(
    request: FastifyRequest,
    reply: FastifyReply,
    disposition: 'attachment' | 'inline' = 'attachment',
  ): FastifyReply {
    const code = (request.params as { '*': string })['*'];
    const file = assets.findMediaFile(code);
    if (file === undefined) throw new Problem({ status: 404, detail: `There is no media file "${code}".` });
    const name = encodeURIComponent(file.originalFilename);
    return reply
      .header('content-type', file.mimeType)
      .header('content-disposition', `${disposition}; filename*=UTF-8''${name}`)
      .send(renderMediaFile(file));
  }

  function findFamily(request: FastifyRequest): StructureDocuments['asset_family'] {
    const { code } = request.params as AssetParameters;
    const family = structure.find('asset_family', code);
    if (family !== undefined) return family;
    throw new Problem({ status: 404, detail: `There is no asset family "${code}".` });
  }

  function findAttribute(request: FastifyRequest): StructureDocuments['asset_attribute'] {
    const family = findFamily(request);
    const { attribute: code } = request.params as AssetParameters;
    const attribute = structure.assetAttributes(family.code).find((each) => each.code === code);
    if (attribute !== undefined) return attribute;
    throw new Problem({ status: 404, detail: `The asset family "${family.code}" has no attribute "${code}".` });
  }
}

function withoutFamily(
  attribute: StructureDocuments['asset_attribute'],
): Omit<StructureDocuments['asset_attribute'], 'asset_family'> {
  const { asset_family: _, ...answer } = attribute;
  return answer;
}

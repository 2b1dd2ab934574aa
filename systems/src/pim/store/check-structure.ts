// Refuses a seed whose structure refers to something it does not hold.
import type { PimSeed } from '../seed.ts';
import type { Structure } from './structure.ts';

/** @throws with every broken reference at once. */
export function checkStructure(seed: PimSeed, structure: Structure): void {
  const problems: string[] = [];
  const requireCode = (
    kind: Parameters<Structure['find']>[0],
    code: string | null | undefined,
    owner: string,
  ): void => {
    if (code == null || structure.find(kind, code) === undefined) {
      problems.push(`${owner} refers to the ${kind.replaceAll('_', ' ')} "${code ?? ''}", which the seed lacks.`);
    }
  };

  if (structure.list('category').length !== seed.categories.length) {
    problems.push('Some categories cannot be reached from a root: each parent must be a category, without a circle.');
  }
  if (seed.attributes.filter((attribute) => attribute.type === 'pim_catalog_identifier').length !== 1) {
    problems.push('Exactly one attribute must be of type pim_catalog_identifier.');
  }
  for (const channel of seed.channels) {
    requireCode('category', channel.categoryTree, `Channel "${channel.code}"`);
    for (const locale of channel.locales) requireCode('locale', locale, `Channel "${channel.code}"`);
  }
  for (const attribute of seed.attributes) {
    const owner = `Attribute "${attribute.code}"`;
    requireCode('attribute_group', attribute.group, owner);
    if (attribute.type === 'pim_catalog_metric') requireCode('measurement_family', attribute.metricFamily, owner);
    if (attribute.type === 'pim_catalog_asset_collection') requireCode('asset_family', attribute.assetFamily, owner);
  }
  for (const family of seed.measurementFamilies) {
    if (!family.units.some((unit) => unit.code === family.standardUnitCode)) {
      problems.push(`Measurement family "${family.code}" lacks its standard unit "${family.standardUnitCode}".`);
    }
    for (const unit of family.units) {
      if (unit.convertFromStandard.length < 1 || unit.convertFromStandard.length > 5) {
        problems.push(`Unit "${unit.code}" needs one to five conversion operations.`);
      }
    }
  }
  for (const family of seed.families) {
    const owner = `Family "${family.code}"`;
    for (const attribute of family.attributes) requireCode('attribute', attribute, owner);
    const own = new Set(family.attributes);
    const used = [
      family.attributeAsLabel,
      family.attributeAsImage,
      ...Object.values(family.attributeRequirements).flat(),
    ];
    for (const attribute of used) {
      if (attribute !== null && !own.has(attribute)) problems.push(`${owner} uses "${attribute}", not one of its own.`);
    }
    if (!own.has(structure.mainIdentifier.code)) {
      problems.push(`${owner} lacks the identifier "${structure.mainIdentifier.code}".`);
    }
    for (const channel of Object.keys(family.attributeRequirements)) requireCode('channel', channel, owner);
  }
  for (const variant of seed.familyVariants) {
    const owner = `Family variant "${variant.code}"`;
    requireCode('family', variant.family, owner);
    const family = structure.find('family', variant.family);
    if (variant.levels.length < 1 || variant.levels.length > 2) problems.push(`${owner} must have one or two levels.`);
    for (const level of variant.levels) {
      if (level.axes.length < 1 || level.axes.length > 5) problems.push(`${owner} must have one to five axes a level.`);
      for (const attribute of [...level.axes, ...level.attributes]) {
        if (family?.attributes.includes(attribute) === false) {
          problems.push(`${owner} uses "${attribute}", which its family does not hold.`);
        }
      }
    }
  }
  for (const type of seed.associationTypes) {
    if (type.isQuantified && type.isTwoWay) {
      problems.push(`Association type "${type.code}" is both quantified and two-way: it can be only one of them.`);
    }
  }
  for (const family of seed.assetFamilies) {
    const main = family.attributes.find((attribute) => attribute.code === family.attributeAsMainMedia);
    if (main === undefined || !['media_file', 'media_link'].includes(main.type)) {
      problems.push(`Asset family "${family.code}" needs a media file or link as main media.`);
    }
  }
  if (problems.length > 0) throw new Error(`The PIM cannot import this catalogue:\n- ${problems.join('\n- ')}`);
}

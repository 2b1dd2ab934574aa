// A specification as it is answered: its labels and its value in the language asked for.
import type { Specification, SpecificationValue } from '../../connectors/pim-connector.ts';
import type { ResolversTypes } from '../../generated/resolver-types.ts';
import { formatDisplayValue } from '../rules/display-value.ts';
import { chooseText } from '../rules/localized-text.ts';
import { describeMeasure } from './describe-measure.ts';

type Answer<T> = Exclude<Awaited<T>, null | undefined>;
type AttributeAnswer = Answer<ResolversTypes['ProductAttribute']>;
type ValueAnswer = Answer<ResolversTypes['AttributeValue']>;

/** Undefined when it is a text that exists neither in the language asked for nor in the default one. */
export function describeAttribute(
  { code, label, group, value }: Specification,
  locale: string | null | undefined,
  defaultLocale: string,
): AttributeAnswer | undefined {
  const answered = describeValue(value, locale, defaultLocale);
  return (
    answered && {
      code,
      label: chooseText(label, locale, defaultLocale) ?? code,
      group: chooseText(group, locale, defaultLocale),
      displayValue: formatDisplayValue(value, locale, defaultLocale),
      value: answered,
    }
  );
}

function describeValue(
  value: SpecificationValue,
  locale: string | null | undefined,
  defaultLocale: string,
): ValueAnswer | undefined {
  switch (value.kind) {
    case 'text': {
      const text = chooseText(value.text, locale, defaultLocale);
      return text === null ? undefined : { __typename: 'TextValue', text };
    }
    case 'number':
      return { __typename: 'NumberValue', number: value.number };
    case 'measure':
      return { __typename: 'MeasureValue', ...describeMeasure(value.measure) };
    case 'boolean':
      return { __typename: 'BooleanValue', isTrue: value.isTrue };
    case 'options':
      return {
        __typename: 'OptionsValue',
        options: value.options.map(({ code, label }) => ({
          code,
          label: chooseText(label, locale, defaultLocale) ?? code,
        })),
      };
    case 'date':
      return { __typename: 'DateValue', date: value.date };
  }
}

// UnitCode: a seller's unit of measure code. Sellers choose their own, so only its form is checked.
import { createStringScalar } from './string-scalar.ts';

export const unitCodeScalar = createStringScalar({
  name: 'UnitCode',
  form: 'a unit of measure code of 1 to 16 letters and digits such as "EA" or "BAG25"',
  normalise: (value) => (/^[A-Za-z0-9][A-Za-z0-9._/-]{0,15}$/.test(value) ? value : undefined),
});

// The brands Northline sells. All of them are invented.

export const brands = {
  northline: 'Northline',
  kestrel: 'Kestrel',
  hydra: 'Hydra',
  ironvale: 'Ironvale',
  tornado_brass: 'Tornado Brass',
  cableworks: 'Calder Cableworks',
  volta: 'Voltara',
  oleon: 'Oleana',
  sentinel_ridge: 'Sentinel Ridge',
} as const;

export type BrandCode = keyof typeof brands;

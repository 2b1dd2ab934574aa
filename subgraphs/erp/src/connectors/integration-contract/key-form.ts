// The form of the contract's keys: SKUs, account ids and project ids. What lacks it cannot exist in the ERP.

export function isKey(value: string): boolean {
  return value.length >= 1 && value.length <= 64;
}

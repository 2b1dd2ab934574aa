// The names under which response fields and variables go while a plan is made and runs, where the client's own would
// be taken for something else.

/** What every object inherits. As a plain property name, `__proto__` would even change the object that it is set on. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const responsePrefix = '_response_';
const scopePrefix = '_account_of_';

/** `isAmbiguous`: the planner may fetch something else under the name. */
export function toInternalName(responseName: string, isAmbiguous = false): string {
  const isTaken =
    isAmbiguous ||
    inheritedNames.has(responseName) ||
    responseName.startsWith(responsePrefix) ||
    responseName.startsWith(scopePrefix);
  return isTaken ? `${responsePrefix}${responseName}` : responseName;
}

export function toResponseName(internalName: string): string {
  return internalName.startsWith(responsePrefix) ? internalName.slice(responsePrefix.length) : internalName;
}

/** The name under which objects of a type have the account that they belong to. No client's field goes under it. */
export const toScopeAlias = (typeName: string): string => `${scopePrefix}${typeName}`;

export const isScopeAlias = (internalName: string): boolean => internalName.startsWith(scopePrefix);

/** Planners name the variables of entity lookups so, and those that stand for literals begin with an underscore too. */
const reservedVariable = /^(_|representations)/;
const variablePrefix = '_client_';

export function toInternalVariable(name: string): string {
  return reservedVariable.test(name) ? `${variablePrefix}${name}` : name;
}

export function toClientVariable(internalName: string): string {
  return internalName.startsWith(variablePrefix) ? internalName.slice(variablePrefix.length) : internalName;
}

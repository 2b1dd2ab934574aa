/** A path in the client's response: response names and list indices. */
export type ResponsePlace = readonly (string | number)[];

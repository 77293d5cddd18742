/** Page size of directory lists without `$top`, and the largest `$top` (Graph surface spec §4.6). */
export const defaultPageSize = 100;
export const maximumPageSize = 999;

/** Values of one `in`, and clauses of one `or` (Graph surface spec §4.2). */
export const maximumAlternatives = 15;

/** Related objects that `$expand` brings along (Graph surface spec §4.8). */
export const maximumExpandedItems = 20;

/** `$levels` on one user, and in a list (Graph surface spec §4.8). */
export const maximumManagerLevels = { single: 1000, list: 250 } as const;

/** References that one request may bind (Graph surface spec §6.4). */
export const maximumReferences = 20;

/** Requests in one batch (Graph surface spec §8). */
export const maximumBatchSteps = 20;

/** Longest `$filter` or `$search`, in UTF-16 units, and how deep parentheses, `not` and `any` may nest: our own bounds. */
export const maximumFilterLength = 8192;
export const maximumFilterDepth = 40;

/** Largest request body, in bytes: our own bound. */
export const maximumBodyBytes = 1_048_576;

/** Why a row is not imported. Codes are stable. */
export type RowProblemCode =
  | 'WRONG_CELL_COUNT'
  | 'BAD_ENCODING'
  | 'MISSING_VALUE'
  | 'BAD_VALUE'
  | 'TOO_LONG'
  | 'DUPLICATE_KEY'
  | 'DUPLICATE_UPN'
  | 'GUEST_OF_OWN_DOMAIN'
  | 'NOT_A_GUEST'
  | 'KEY_AMBIGUOUS'
  | 'UPN_TAKEN'
  | 'MANAGER_NOT_FOUND'
  | 'MANAGER_AMBIGUOUS'
  | 'MANAGER_REFUSED'
  | 'MANAGER_CYCLE';

export interface RowProblem {
  readonly code: RowProblemCode;
  /** The property concerned, where there is one. */
  readonly property?: string;
  readonly message: string;
}

/** A problem with one property's value. */
export function problem(code: RowProblemCode, message: string, property?: string): RowProblem {
  return { code, message, ...(property === undefined ? {} : { property }) };
}

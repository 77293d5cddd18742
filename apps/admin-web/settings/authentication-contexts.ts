/** A label by which a second factor is asked for. */
export interface AuthenticationContext {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isAvailable: boolean;
}

export const contextsPath = '/identity/conditionalAccess/authenticationContextClassReferences';

/** The ids that nobody has yet, `c1` to `c99`. */
export function freeContextIds(taken: readonly string[]): readonly string[] {
  return Array.from({ length: 99 }, (_, at) => `c${at + 1}`).filter((id) => !taken.includes(id));
}

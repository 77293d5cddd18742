import type { Organization } from '../ports/settings-store.ts';

/** Where the directory says what it does with data: an https address; null when it says nothing. */
export function privacyStatementOf(organization: Organization | undefined): string | null {
  const profile = (organization?.properties.privacyProfile ?? null) as { statementUrl?: string | null } | null;
  const statement = profile?.statementUrl ?? null;
  return statement !== null && /^https:\/\//i.test(statement) ? statement : null;
}

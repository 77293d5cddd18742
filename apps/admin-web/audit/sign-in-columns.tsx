import { type Column, dateColumn, type Row } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';

interface SignIn {
  readonly userDisplayName: string | null;
  readonly userPrincipalName: string | null;
  readonly appDisplayName: string | null;
  readonly ipAddress: string | null;
  readonly status: { readonly errorCode: number; readonly failureReason: string; readonly additionalDetails: string };
}

/** A sign-in behind a row of the list. */
export const signInOf = (row: Row) => row as unknown as SignIn;

/** What is shown of each sign-in. */
export function useSignInColumns(): readonly Column[] {
  const { language } = useChosen();
  const texts = useTexts(auditTexts);
  const column = (name: string, heading: string, text: (signIn: SignIn) => string): Column => ({
    name,
    heading,
    reads: [],
    isShownFirst: true,
    text: (row) => text(signInOf(row)),
  });
  const when = dateColumn('createdDateTime', texts.when, language, { isShownFirst: true });
  return [
    { ...when, cell: (row) => <RowLink to="/audit/sign-ins" row={row} name={when.text(row)} /> },
    column('user', texts.user, (each) => each.userDisplayName ?? each.userPrincipalName ?? ''),
    column('outcome', texts.outcome, ({ status }) => texts.outcomes[status.errorCode] ?? status.failureReason),
    column('method', texts.method, ({ status }) => texts.methods[status.additionalDetails] ?? status.additionalDetails),
    column('app', texts.app, (each) => each.appDisplayName ?? texts.ownPages),
    column('ipAddress', texts.address, (each) => each.ipAddress ?? ''),
  ];
}

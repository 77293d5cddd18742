import { readCsv } from './read-csv.ts';

/** One row of a file of people to invite. */
export interface Invitee {
  /** Counted from 1, the heading included. */
  readonly line: number;
  readonly address: string;
  readonly displayName: string;
  readonly redirectUrl: string;
  readonly message: string;
  readonly language: string;
  readonly userType: string;
  /** Undefined where the file does not say. */
  readonly sendsMail: boolean | undefined;
  /** What is wrong with the row; undefined when it can be looked up. */
  readonly fault: InviteeFault | undefined;
}

export type InviteeFault =
  | { readonly kind: 'cells'; readonly found: number; readonly wanted: number }
  | { readonly kind: 'noAddress' }
  | { readonly kind: 'sends' }
  | { readonly kind: 'repeated'; readonly line: number };

/** Most rows of a file: they are held in memory. */
export const mostInvitees = 100_000;

type Field = 'address' | 'displayName' | 'redirectUrl' | 'message' | 'language' | 'userType' | 'sendsMail';

/** Names of columns, without blanks and in lower case; the templates of the Entra admin center put them in brackets. */
export const columnNames: Readonly<Record<string, Field>> = {
  inviteeemail: 'address',
  inviteduseremailaddress: 'address',
  email: 'address',
  'e-mail': 'address',
  mail: 'address',
  inviteduserdisplayname: 'displayName',
  displayname: 'displayName',
  name: 'displayName',
  inviteredirecturl: 'redirectUrl',
  redirecturl: 'redirectUrl',
  customizedmessagebody: 'message',
  message: 'message',
  messagelanguage: 'language',
  language: 'language',
  invitedusertype: 'userType',
  usertype: 'userType',
  sendemail: 'sendsMail',
  sendinvitationmessage: 'sendsMail',
};

function fieldOf(heading: string): Field | undefined {
  const name = (/\[([^\]]+)\]/.exec(heading)?.[1] ?? heading).replaceAll(/\s/g, '').toLowerCase();
  return Object.hasOwn(columnNames, name) ? columnNames[name] : undefined;
}

/** The people that a file names, in its order; undefined when no column holds addresses. */
export function readInvitees(text: string): readonly Invitee[] | undefined {
  const [header, ...rows] = readCsv(text);
  const fields = header?.cells.map(fieldOf) ?? [];
  if (!fields.includes('address')) return undefined;
  const lines = new Map<string, number>();
  return rows.map(({ line, cells }) => {
    const invitee = inviteeOf(line, cells, fields);
    if (invitee.fault !== undefined) return invitee;
    const key = invitee.address.toLowerCase();
    const before = lines.get(key);
    if (before !== undefined) return { ...invitee, fault: { kind: 'repeated', line: before } };
    lines.set(key, line);
    return invitee;
  });
}

function inviteeOf(line: number, cells: readonly string[], fields: readonly (Field | undefined)[]): Invitee {
  const text = (field: Field) => (fields.includes(field) ? (cells[fields.indexOf(field)] ?? '') : '');
  const sends = text('sendsMail');
  const address = text('address');
  return {
    line,
    address,
    displayName: text('displayName'),
    redirectUrl: text('redirectUrl'),
    message: text('message'),
    language: text('language'),
    userType: text('userType'),
    sendsMail: sends === '' ? undefined : /^(?:true|yes|1)$/i.test(sends),
    fault: faultOf(address, sends, cells.length, fields.length),
  };
}

function faultOf(address: string, sends: string, found: number, wanted: number): InviteeFault | undefined {
  if (found !== wanted) return { kind: 'cells', found, wanted };
  if (address === '') return { kind: 'noAddress' };
  return sends !== '' && !/^(?:true|false|yes|no|0|1)$/i.test(sends) ? { kind: 'sends' } : undefined;
}

import { isInvitedAddress } from '@muster/directory';
import { foldCase } from '@muster/kernel';
import { errors } from '../errors.ts';
import { type CsvFile, readRows } from './csv-file.ts';

/** Most rows of a file of people to invite: they are held in memory. */
export const mostInvitees = 100_000;

/** One row of a file of people to invite. */
export interface Invitee {
  /** Counted from 1, the header included. */
  readonly line: number;
  readonly address: string;
  readonly displayName: string | null;
  readonly redirectUrl: string | null;
  readonly message: string | null;
  readonly language: string | null;
  readonly userType: string | null;
  /** Null where the file does not say. */
  readonly sendsMail: boolean | null;
  /** What is wrong with the row; null when it can be looked up. */
  readonly problem: string | null;
}

type Field = Exclude<keyof Invitee, 'line' | 'problem'>;

/**
 * Names of columns, without blanks and in lower case; the template of the Entra admin center puts them in brackets. The admin
 * centre has a copy, which `tests/agreement` holds to this one.
 */
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

/**
 * The people that a file names, in its order; rows that cannot be looked up with what is wrong with them.
 *
 * @throws AppError IMPORT_COLUMN_MISSING without a column of addresses, TOO_MANY_INVITEES, CSV_MALFORMED, CSV_CHANGED
 */
export async function readInvitees(file: CsvFile): Promise<readonly Invitee[]> {
  const fields = file.header.map(fieldOf);
  if (!fields.includes('address')) throw errors.IMPORT_COLUMN_MISSING({ column: 'email', header: file.header });
  const invitees: Invitee[] = [];
  const lines = new Map<string, number>();
  for await (const { line, cells } of readRows(file)) {
    if (invitees.length === mostInvitees) throw errors.TOO_MANY_INVITEES({ limit: mostInvitees });
    const invitee = inviteeOf(line, cells, fields);
    const key = foldCase(invitee.address);
    const first = lines.get(key);
    if (invitee.problem === null && first === undefined) lines.set(key, line);
    const isRepeated = invitee.problem === null && first !== undefined;
    invitees.push(isRepeated ? { ...invitee, problem: `line ${first} has the same address` } : invitee);
  }
  return invitees;
}

function fieldOf(column: string): Field | undefined {
  const name = (/\[([^\]]+)\]/.exec(column)?.[1] ?? column).replaceAll(/\s/g, '').toLowerCase();
  return Object.hasOwn(columnNames, name) ? columnNames[name] : undefined;
}

function inviteeOf(line: number, cells: readonly string[], fields: readonly (Field | undefined)[]): Invitee {
  const text = (field: Field) => {
    const cell = cells[fields.indexOf(field)];
    return fields.includes(field) && cell !== undefined && cell !== '' ? cell : null;
  };
  const address = text('address') ?? '';
  const sends = text('sendsMail');
  return {
    line,
    address,
    displayName: text('displayName'),
    redirectUrl: text('redirectUrl'),
    message: text('message'),
    language: text('language'),
    userType: text('userType'),
    sendsMail: sends === null ? null : /^(?:true|yes|1)$/i.test(sends),
    problem: problemOf(address, sends, cells.length, fields.length),
  };
}

function problemOf(address: string, sends: string | null, cells: number, columns: number): string | null {
  if (cells !== columns) return `${cells} cells; the header has ${columns}`;
  if (address === '') return 'no address';
  if (!isInvitedAddress(address)) return 'not an address that can be invited';
  if (sends !== null && !/^(?:true|false|yes|no|0|1)$/i.test(sends)) return 'sendEmail is neither true nor false';
  return null;
}

import { defineErrors } from '@muster/kernel';

/** What can go wrong with a file or its map as a whole. What is wrong with one row is a value, a `RowProblem`. */
export const errors = defineErrors({
  CSV_UNREADABLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string; reason: string }) => `cannot read \`${p.path}\`: ${p.reason}`,
  },
  CSV_ENCODING: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string; found: string }) => `\`${p.path}\` is ${p.found}, not UTF-8`,
    help: () => 'save the file as "CSV UTF-8"',
  },
  CSV_EMPTY: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string }) => `\`${p.path}\` is empty`,
    help: () => 'the first line names the columns; every further line is one person',
  },
  CSV_HEADER_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { column: string; reason: string }) => `column \`${p.column}\` in the first line ${p.reason}`,
  },
  CSV_MALFORMED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { line: number; reason: string }) => `row that starts on line ${p.line}: ${p.reason}`,
    help: () => 'a quote inside a quoted cell is written twice',
  },
  CSV_CHANGED: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string }) => `\`${p.path}\` was changed while it was being imported`,
    help: () => 'start again: rows that are already in the directory are left alone',
  },
  IMPORT_MAP_UNREADABLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string; reason: string }) => `cannot read map \`${p.path}\`: ${p.reason}`,
  },
  IMPORT_MAP_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { at: string; reason: string }) => `map: ${p.at === '' ? '' : `\`${p.at}\` `}${p.reason}`,
  },
  IMPORT_COLUMN_MISSING: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { column: string; header: readonly string[] }) => `the file has no column \`${p.column}\``,
    help: (p) => `its columns are ${p.header.join(', ')}`,
  },
  TOO_MANY_INVITEES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `the file names more than ${p.limit} people`,
    help: () => 'cut it into several files',
  },
  IMPORT_KEY_MISSING: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: () => 'no column tells the people apart',
    help: () => 'name a column `employeeId`, `userPrincipalName` or `mail`, or give a map',
  },
  IMPORT_BATCH_FAILED: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { firstLine: number; lastLine: number; reason: string }) =>
      `could not write the rows between lines ${p.firstLine} and ${p.lastLine}: ${p.reason}`,
    help: () => 'nothing of this batch was written; start again to go on from here',
  },
});

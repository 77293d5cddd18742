import { defineErrors } from '@muster/kernel';

const conflictMessage = (property: string) =>
  `Another object with the same value for property ${property} already exists.`;

/** What can go wrong where the directory is kept. */
export const errors = defineErrors({
  UNIQUE_VALUE_TAKEN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string }) => conflictMessage(p.property),
    help: (p) => `choose another \`${p.property}\`, or change or delete the object that has this one`,
  },
  TEXT_NOT_STORABLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: () => 'text contains a character that cannot be kept: U+0000 or half of a surrogate pair',
    help: () => 'remove the character; everything else in Unicode can be kept',
  },
  STORE_QUERY_REFUSED: {
    status: 400,
    apiCode: 'Request_UnsupportedQuery',
    message: (p: { reason: string }) => `query cannot be answered: ${p.reason}`,
  },
  STORE_OBJECT_STALE: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { expected: number; stored: number }) =>
      `${p.expected} objects were to be stored, ${p.stored} were still as they had been read`,
    help: () => 'lock objects in the transaction that changes them',
  },
  STORE_BUSY: {
    status: 503,
    apiCode: 'Service_ServiceUnavailable',
    message: () => 'the change kept colliding with other changes',
    help: () => 'try again in a moment',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    apiCode: 'Service_ServiceUnavailable',
    message: () => 'the database cannot be reached',
    help: () => 'see that PostgreSQL runs and accepts connections, then try again',
  },
  DATABASE_TOO_OLD: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { version: string }) => `PostgreSQL \`${p.version}\` is too old`,
    help: () => 'use PostgreSQL 15 or newer',
  },
  DATABASE_LOCALE_UNFIT: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { encoding: string; locale: string }) =>
      `the database's locale \`${p.locale}\` (\`${p.encoding}\`) does not know letters beyond ASCII`,
    help: () => "create it anew: CREATE DATABASE muster TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
  },
  DATABASE_NOT_MIGRATED: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { found: string }) => `the database has schema \`${p.found}\``,
    help: () => 'run the migrations of this version of Muster before opening the store',
  },
});

/** The error for a unique value that another object has, as the Graph error envelope shows it. */
export function uniqueValueTaken(property: string) {
  const detail = { code: 'ObjectConflict', message: conflictMessage(property), target: property };
  return errors.UNIQUE_VALUE_TAKEN({ property }, { details: [detail] });
}

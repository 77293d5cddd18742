export { type ApplyOptions, applyImport, type ImportResult } from './csv/apply-import.ts';
export { type CsvFile, type CsvOptions, closeCsvFile, openCsvFile } from './csv/csv-file.ts';
export type { PropertyChange } from './csv/decide-row.ts';
export { defaultImportMap } from './csv/default-import-map.ts';
export type { GuestMap, ImportMap, ManagerMap } from './csv/import-map.ts';
export { type Invitee, mostInvitees, readInvitees } from './csv/invitees.ts';
export {
  type ExistingPerson,
  type LookupProperty,
  lookupProperties,
  type PeoplePort,
  type PersonCreate,
  type PersonUpdate,
  type PersonWrite,
} from './csv/people-port.ts';
export {
  type ImportCounts,
  type ImportPlan,
  type ImportProgress,
  type PlannedRow,
  type PlanOptions,
  planImport,
} from './csv/plan-import.ts';
export { importMapFromJson, readImportMap } from './csv/read-import-map.ts';
export type { RowProblem, RowProblemCode } from './csv/row-problem.ts';
export { type LdapPasswordParts, LdapPasswords } from './ldap/ldap-passwords.ts';

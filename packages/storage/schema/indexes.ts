import { ruleTexts } from './rule-indexes.ts';

/** Texts of users that are often filtered by: equal, in, startsWith, less, greater. */
const userTexts = [
  'mail',
  'mail_nickname',
  'given_name',
  'surname',
  'department',
  'job_title',
  'city',
  'country',
  'company_name',
  'employee_id',
  'user_type',
];

/** Text is compared and sorted as `upper(…) collate "C"`; the number makes the order of pages total. */
const sortedTexts: Readonly<Record<string, readonly string[]>> = {
  users: ['display_name', 'user_principal_name'],
  devices: ['display_name'],
  groups: ['display_name'],
  applications: ['display_name'],
  service_principals: ['display_name'],
};

/** Table → the columns whose texts have an index as `upper(…) collate "C"`. */
export const indexedTexts: Readonly<Record<string, readonly string[]>> = {
  ...sortedTexts,
  users: [...sortedTexts.users!, ...userTexts, ...ruleTexts.users],
  devices: [...sortedTexts.devices!, ...ruleTexts.devices],
};

const objectTableNames = Object.keys(sortedTexts);

/** The indexes as they were first made, one statement each; made last, when tables have their place. */
export const indexes: readonly string[] = [
  ...objectTableNames.flatMap((table) => [
    `create index ${table}_number on ${table} (number)`,
    `create index ${table}_deleted_at on ${table} (deleted_at) where deleted_at is not null`,
    ...sortedTexts[table]!.map(
      (column) =>
        `create index ${table}_${column} on ${table} (upper(${column}) collate "C" asc nulls first, number asc)`,
    ),
  ]),
  ...userTexts.map((column) => `create index users_${column} on users (upper(${column}) collate "C")`),
  'create index users_employee_hire_date on users (employee_hire_date) where employee_hire_date is not null',
  'create index users_created_date_time on users (created_date_time)',
  'create index users_manager_id on users (manager_id) where manager_id is not null',
  'create index groups_mail_nickname on groups (upper(mail_nickname) collate "C")',
  'create index groups_mail on groups (upper(mail) collate "C")',
  'create index groups_rule_version on groups (rule_version) where rule_version > 0',
  'create index unique_values_object on unique_values (object_id)',
  'create index relations_to on relations (to_id, kind)',
  'create index application_secrets_application on application_secrets (application_id)',
  'create unique index extension_properties_name on extension_properties (upper(name))',
  'create index change_log_object on change_log (object_id, seq)',
  'create index membership_ledger_member on membership_ledger (member_number, seq) where member_number is not null',
  'create index membership_ledger_group on membership_ledger (group_number, seq) where group_number is not null',
];

/** Dates that rules of the extended language can read, without those that were indexed from the first. */
const datesInRules: Readonly<Record<string, readonly string[]>> = {
  users: [
    'employee_leave_date_time',
    'external_user_state_change_date_time',
    'last_password_change_date_time',
    'on_premises_last_sync_date_time',
    'sign_in_sessions_valid_from_date_time',
  ],
  devices: [
    'approximate_last_sign_in_date_time',
    'compliance_expiration_date_time',
    'created_date_time',
    'on_premises_last_sync_date_time',
    'registration_date_time',
  ],
};

/** Their indexes, one statement each. */
export const dateIndexes: readonly string[] = Object.entries(datesInRules).flatMap(([table, columns]) =>
  columns.map((column) => `create index ${table}_${column} on ${table} (${column}) where ${column} is not null`),
);

// Data: indexes as they were first made. Never changed: what comes later is a migration of its own.
/**
 * Texts that rules often ask for by value or beginning and that have many values, so that an index finds few rows:
 * places people work at, and what devices are enrolled and sorted by. Attributes with a handful of values (kind of user,
 * operating system, ownership) have none, because a rule about them reads a large part of the table in any case; nor have
 * the fifteen extension attributes, which would cost every write fifteen indexes.
 */
export const ruleTexts = {
  users: ['office_location', 'state', 'usage_location'],
  devices: ['enrollment_profile_name', 'device_category', 'model'],
} as const;

/** One statement each. Objects without a value are not in the index and cost it nothing. */
export const ruleIndexes: readonly string[] = Object.entries(ruleTexts).flatMap(([table, columns]) =>
  columns.map(
    (column) =>
      `create index ${table}_${column} on ${table} (upper(${column}) collate "C") where ${column} is not null`,
  ),
);

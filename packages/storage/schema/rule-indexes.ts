// Data: indexes as they were first made. Never changed: what comes later is a migration of its own.
/**
 * Texts that rules often ask for by value or beginning and that have many values, so that an index finds few rows: offices,
 * and what devices are enrolled by and called. With 300 values among 300,000 people a rule is answered 6 times as fast;
 * with 50 or 60 values (states, usage locations) 3 times, for about 3 % of an insert each, which they are not worth.
 * Attributes with a handful of values (kind of user, operating system, ownership) need none, because a rule about them
 * reads most of the table in any case; the fifteen extension attributes would cost every write fifteen indexes.
 */
export const ruleTexts = {
  users: ['office_location'],
  devices: ['enrollment_profile_name', 'device_category', 'model'],
} as const;

/** One statement each. Objects without a value are not in the index and cost it nothing. */
export const ruleIndexes: readonly string[] = Object.entries(ruleTexts).flatMap(([table, columns]) =>
  columns.map(
    (column) =>
      `create index ${table}_${column} on ${table} (upper(${column}) collate "C") where ${column} is not null`,
  ),
);

// Data: administrative units (ADR 33). Never changed once released.
/** One statement each. */
export const administrativeUnitTables: readonly string[] = [
  `create table administrative_units (
    id uuid primary key,
    number bigint not null,
    version bigint not null,
    deleted_at timestamptz(3),
    created_date_time timestamptz(3),
    display_name text,
    description text,
    visibility text,
    extension_values jsonb
  )`,
];

/** Made when the table has its place. */
export const administrativeUnitIndexes: readonly string[] = [
  'create index administrative_units_number on administrative_units (number)',
  'create index administrative_units_deleted_at on administrative_units (deleted_at) where deleted_at is not null',
  `create index administrative_units_display_name
    on administrative_units (upper(display_name) collate "C" asc nulls first, number asc)`,
];

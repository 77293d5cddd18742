import type { PeoplePort } from '@muster/connectors';
import type { Directory } from '@muster/directory';
import type { LedgerSource } from '@muster/roster';

/** Which directory a command works on; absent: the data folder the server uses by default. */
export interface DirectoryOptions {
  readonly data?: string;
  readonly databaseUrl?: string;
  /** Lets an import take any number of people out of groups. */
  readonly allowRemovals?: boolean;
}

/** A directory, opened for one command. */
export interface OpenedDirectory {
  readonly directory: Directory;
  readonly people: PeoplePort;
  /** The stored ledger, for `verify`. */
  readonly ledger: LedgerSource;
  /** Lets go of the database; a bundled server that this command started is stopped. */
  close(): Promise<void>;
}

/** Opens a directory. Throws an AppError when it cannot be reached. */
export type OpenDirectory = (options: DirectoryOptions) => Promise<OpenedDirectory>;

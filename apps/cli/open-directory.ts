import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operatorCaller } from '@muster/directory';
import {
  openDirectory as openServerDirectory,
  peoplePort,
  readDatabase,
  serverErrors,
  systemClock,
} from '@muster/server';
import type { OpenDirectory } from './opened-directory.ts';

/**
 * Opens the directory as the operator of this machine: beside a running server on the same data folder, or alone.
 *
 * @throws AppError DATA_FOLDER_EMPTY when there is no directory yet, and those of the database
 */
export const openDirectory: OpenDirectory = async (options) => {
  const database = readDatabase(options, process.env);
  // A mistyped folder must not become a directory.
  if (database.kind === 'bundled' && !existsSync(join(database.dataDir, 'postgres'))) {
    throw serverErrors.DATA_FOLDER_EMPTY({ folder: database.dataDir });
  }
  const opened = await openServerDirectory({
    database,
    clock: systemClock,
    isGuest: true,
    log: { warn: (details, message) => process.stderr.write(`warning: ${message} ${JSON.stringify(details)}\n`) },
  });
  const { directory, open } = opened;
  const organization = await directory.store.read((session) => session.settings.organization());
  if (organization === undefined) {
    await opened.close();
    throw serverErrors.DATA_FOLDER_EMPTY({ folder: database.kind === 'bundled' ? database.dataDir : 'the database' });
  }
  return {
    directory,
    people: peoplePort(directory, operatorCaller, { mayEmptyGroups: options.allowRemovals === true }),
    ledger: open.ledgerSource,
    close: () => opened.close(),
  };
};

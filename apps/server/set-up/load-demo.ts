import { fileURLToPath } from 'node:url';
import { applyImport, closeCsvFile, openCsvFile, planImport, readImportMap } from '@muster/connectors';
import { type Directory, operatorCaller } from '@muster/directory';
import { peoplePort } from '../adapters/people-port.ts';

const folder = new URL('../../../fixtures/people/', import.meta.url);

/** Files of the demo company: its own people first, then the guests of its partner. */
const files = ['adventureworks-employees', 'oracle-hr-employees'] as const;

/**
 * Fills a directory whose domain is adventure-works.com with the demo company. People who are there already stay as
 * they are described in the files.
 *
 * @returns how many people were created
 */
export async function loadDemo(directory: Directory): Promise<number> {
  const port = peoplePort(directory, operatorCaller);
  let created = 0;
  for (const name of files) {
    const file = await openCsvFile(fileURLToPath(new URL(`${name}.csv`, folder)));
    try {
      const map = await readImportMap(fileURLToPath(new URL(`${name}.map.json`, folder)));
      created += (await applyImport(await planImport(file, map, port), port)).created;
    } finally {
      await closeCsvFile(file);
    }
  }
  return created;
}

import type { PeoplePort } from '@muster/connectors';
import { type Caller, type Directory, findPeople, type WritePeopleOptions, writePeople } from '@muster/directory';

/** The directory's people as imports see them. */
export function peoplePort(directory: Directory, caller: Caller, options: WritePeopleOptions = {}): PeoplePort {
  return {
    findByKey: (property, values) => findPeople(directory, caller, property, values),
    applyBatch: (batch) => writePeople(directory, caller, 'import-people', batch, options),
  };
}

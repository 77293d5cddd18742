import type { Operation } from '../authorization/permission-table.ts';
import type { AccessRequest, Held } from '../ports/privileged-access-store.ts';

type Asking = AccessRequest['kind'] | 'own' | 'read' | 'readSettings' | 'changeSettings';

/** What is asked for → the operations of the permission table that are about it. */
export const accessOperations: Readonly<Record<Held['type'], Readonly<Record<Asking, Operation>>>> = {
  role: {
    eligibility: 'make people eligible for roles',
    assignment: 'assign roles for a time',
    own: 'ask for roles for oneself',
    read: 'read eligible and timed roles',
    readSettings: 'read role settings',
    changeSettings: 'change role settings',
  },
  group: {
    eligibility: 'make people eligible for groups',
    assignment: 'give access to groups for a time',
    own: 'ask for access to groups for oneself',
    read: 'read eligible and timed access to groups',
    readSettings: 'read settings of access to groups',
    changeSettings: 'change settings of access to groups',
  },
};

import { defineErrors } from '@muster/kernel';

/** What can go wrong while memberships are held in memory. All are faults inside the server, not of a caller. */
export const errors = defineErrors({
  ROSTER_NUMBER_OUT_OF_RANGE: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { number: number }) => `object number \`${p.number}\` is out of range`,
    help: () => 'object numbers are whole and lie between 1 and 4294967295',
  },
  ROSTER_PACKED_SET_DAMAGED: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { reason: string }) => `packed member set is damaged: ${p.reason}`,
    help: () => 'restore the row from a backup, or delete the snapshot so that it is made again from the ledger',
  },
  ROSTER_SEQ_INVALID: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { seq: unknown }) => `ledger sequence number \`${String(p.seq)}\` is not a whole number from 1`,
  },
  ROSTER_SNAPSHOT_TORN: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { group: number }) => `snapshot chunks of group number \`${p.group}\` come from different moments`,
    help: () => 'read all chunks of a group in one database snapshot, and replace them in one transaction',
  },
  ROSTER_NOT_LOADED: {
    status: 503,
    apiCode: 'Service_ServiceUnavailable',
    message: () => 'memberships are still being loaded',
    help: () => 'try again in a moment',
  },
  ROSTER_SEQ_NOT_VISIBLE: {
    status: 500,
    apiCode: 'Service_InternalServerError',
    message: (p: { seq: number }) => `ledger change \`${p.seq}\` is not visible`,
    help: () => 'wait only for changes whose transaction has committed in this database',
  },
});

import type { GraphRequest } from '../../graph/graph-client.ts';

/** What can be done with several people at once. */
export type BulkKind = 'block' | 'allow' | 'delete' | 'restore' | 'purge';

/** What takes it back; undefined for what cannot be taken back. */
export const undoOf: Readonly<Record<BulkKind, BulkKind | undefined>> = {
  block: 'allow',
  allow: 'block',
  delete: 'restore',
  restore: 'delete',
  purge: undefined,
};

/** The request that does it with one of them. */
export function bulkRequest(kind: BulkKind, id: string): GraphRequest {
  switch (kind) {
    case 'block':
    case 'allow':
      return { method: 'PATCH', path: `/users/${id}`, body: { accountEnabled: kind === 'allow' } };
    case 'delete':
      return { method: 'DELETE', path: `/users/${id}` };
    case 'restore':
      return { method: 'POST', path: `/directory/deletedItems/${id}/restore`, body: {} };
    case 'purge':
      return { method: 'DELETE', path: `/directory/deletedItems/${id}` };
  }
}

import { expect, it } from 'vitest';
import { type BulkKind, bulkRequest, undoOf } from './bulk-request.ts';

it('takes back everything but what is for good', () => {
  const kinds: BulkKind[] = ['block', 'allow', 'delete', 'restore', 'purge'];
  expect(kinds.map((kind) => undoOf[kind])).toEqual(['allow', 'block', 'restore', 'delete', undefined]);
  expect(kinds.map((kind) => `${bulkRequest(kind, 'x').method} ${bulkRequest(kind, 'x').path}`)).toEqual([
    'PATCH /users/x',
    'PATCH /users/x',
    'DELETE /users/x',
    'POST /directory/deletedItems/x/restore',
    'DELETE /directory/deletedItems/x',
  ]);
});

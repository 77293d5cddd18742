import { afterAll, test } from 'vitest';
import { storeContract } from './store-contract.ts';
import { findPostgres15, testServer } from './test-server.ts';

storeContract('the bundled PostgreSQL', testServer);

const oldest = await findPostgres15();
if (oldest.server) {
  const { server } = oldest;
  afterAll(() => server.stop());
  storeContract('PostgreSQL 15', async () => server);
} else {
  test.skip(`the store on PostgreSQL 15: ${oldest.reason}`);
}

import { afterAll, test } from 'vitest';
import { distributableStatements } from './distributable-statements.ts';
import { storeContract } from './store-contract.ts';
import { findPostgres15, testServer } from './test-server.ts';

const recorded = distributableStatements.observe();
storeContract('the bundled PostgreSQL', testServer);
distributableStatements.declare(recorded);

const oldest = await findPostgres15();
if (oldest.server) {
  const { server } = oldest;
  afterAll(() => server.stop());
  storeContract('PostgreSQL 15', async () => server);
} else {
  test.skip(`the store on PostgreSQL 15: ${oldest.reason}`);
}

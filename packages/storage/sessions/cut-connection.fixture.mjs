// Waits until somebody is connected under the given name, and ends that connection: url, application name.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const [url, name] = process.argv.slice(2);
const client = new pg.Client(url);
await client.connect();
const isCut = async () => {
  const { rowCount } = await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and state = 'idle'",
    [name],
  );
  return rowCount > 0;
};
for (let round = 0; round < 50 && !(await isCut()); round++) await sleep(5);
await client.end();

export type { DatabaseConfig, StoreLog } from './connection/pool.ts';
export { type OpenStore, openStore, type StoreOptions } from './open-store.ts';
export { migrateDatabase } from './schema/migrate-database.ts';

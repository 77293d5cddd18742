export { attachBundledServer } from './bundled/attach-bundled-server.ts';
export { type BundledServer, type BundledServerOptions, startBundledServer } from './bundled/bundled-server.ts';
export type { DatabaseConfig, StoreLog } from './connection/pool.ts';
export { type OpenStore, openStore, type StoreOptions } from './open-store.ts';
export { migrateDatabase } from './schema/migrate-database.ts';

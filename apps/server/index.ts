export { peoplePort } from './adapters/people-port.ts';
export {
  type GivenSettings,
  readConfiguration,
  readDatabase,
  type ServerConfiguration,
} from './configuration/read-configuration.ts';
export { type Setting, type SettingName, settings } from './configuration/settings.ts';
export { type OpenDirectoryOptions, type OpenedDirectory, openDirectory } from './database/open-directory.ts';
export { serverErrors } from './errors.ts';
export { type RunningServer, type ServeOptions, serve } from './serve.ts';
export { createClient, type FirstAdministrator, type NewClient } from './set-up/set-up-server.ts';
export { type ListedSigningKey, listSigningKeys, rotateSigningKeys } from './set-up/signing-keys.ts';
export { systemClock } from './system-clock.ts';

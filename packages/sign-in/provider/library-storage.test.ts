import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { recordKeys } from '../records/record-keys.ts';
import { memoryClients, noRecords } from '../testing/memory-ports.ts';
import { payroll } from '../testing/sign-in-server.ts';
import { libraryStorage } from './library-storage.ts';

const kept = { records: noRecords(), keys: recordKeys('key'), clock: () => 0 as Instant };
const storage = libraryStorage(memoryClients([payroll]), kept);

describe('the storage behind the library', () => {
  it.each(['PushedAuthorizationRequest', 'InitialAccessToken'])('keeps no %s and says so', async (model) => {
    const adapter = storage(model);
    await expect(adapter.upsert('id', {}, 60)).rejects.toThrow(`sign-in keeps no ${model}`);
    await expect(adapter.find('id')).rejects.toThrow(`sign-in keeps no ${model}`);
  });

  it('keeps no access token, and finds none', async () => {
    await expect(storage('AccessToken').upsert('id', {}, 60)).rejects.toThrow('sign-in keeps no AccessToken');
    expect(await storage('AccessToken').find('id')).toBeUndefined();
  });

  it('lets the library change no application', async () => {
    await expect(storage('Client').upsert(payroll.appId, {}, 60)).rejects.toThrow('sign-in keeps no Client');
    await expect(storage('Client').destroy(payroll.appId)).rejects.toThrow('sign-in keeps no Client');
  });
});

import { describe, expect, it } from 'vitest';
import { memoryClients } from '../testing/memory-ports.ts';
import { payroll } from '../testing/sign-in-server.ts';
import { libraryStorage } from './library-storage.ts';

const storage = libraryStorage(memoryClients([payroll]));

describe('the storage behind the library', () => {
  it.each(['AccessToken', 'Session', 'RefreshToken'])('keeps no %s and says so', async (model) => {
    const adapter = storage(model);
    await expect(adapter.upsert('id', {}, 60)).rejects.toThrow(`sign-in keeps no ${model}`);
    await expect(adapter.find('id')).rejects.toThrow(`sign-in keeps no ${model}`);
  });

  it('lets the library change no application', async () => {
    await expect(storage('Client').upsert(payroll.appId, {}, 60)).rejects.toThrow('sign-in keeps no Client');
    await expect(storage('Client').destroy(payroll.appId)).rejects.toThrow('sign-in keeps no Client');
  });
});

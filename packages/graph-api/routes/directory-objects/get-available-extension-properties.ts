import { listExtensionProperties } from '@muster/directory';
import type { Handler } from '../../routing/graph-request.ts';
import { complexAnswer } from '../../wire/answers.ts';
import { presentExtensionProperties } from '../applications/present-extension-property.ts';
import { readActionBody, readFlag } from '../objects/action-body.ts';

/**
 * Every registered directory extension; none comes from another directory, so that asking for those finds nothing.
 *
 * @see Graph surface spec §11.3
 */
export const getAvailableExtensionProperties: Handler = async (api, request) => {
  const isSyncedOnly = readFlag(readActionBody(request), 'isSyncedFromOnPremises');
  const all = await listExtensionProperties(api.directory, request.caller, null);
  const shown = isSyncedOnly ? [] : await presentExtensionProperties(api, request, all);
  return { status: 200, body: complexAnswer(request, 'extensionProperty', shown) };
};

import { isInvitedAddress, mostPlannedAddresses, planInvitations } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import { readActionBody, readTexts } from '../objects/action-body.ts';

const parameter = 'invitedUserEmailAddresses';

/**
 * `POST invitations/previewInvitations`, which is not in Graph: what inviting each of up to a thousand addresses would come to,
 * in their order. Nothing is written.
 */
export const previewInvitations: Handler = async (api, request) => {
  const body = readActionBody(request);
  const addresses = readTexts(body, parameter);
  if (addresses.length > mostPlannedAddresses) {
    const reason = `up to ${mostPlannedAddresses} addresses are expected`;
    throw graphErrors.BODY_INVALID_VALUE({ property: parameter, resource: body.action, reason });
  }
  const sound = addresses.filter(isInvitedAddress);
  const prospects = await planInvitations(api.directory, request.caller, sound);
  const known = new Map(sound.map((address, at) => [address, prospects[at]!]));
  const previews = addresses.map((address) => ({
    invitedUserEmailAddress: address,
    prospect: known.get(address) ?? 'malformed',
  }));
  return { status: 200, body: extensionAnswer(request, 'invitationsPreview', { previews }) };
};

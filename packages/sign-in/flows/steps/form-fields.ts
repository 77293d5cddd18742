import { longestName } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';

/** Whether the person wants to stay signed in. */
export const keeps = ({ fields }: SignInFlow) => fields.get('keep') === 'yes';
/** The sign-in name as it was typed. */
export const nameOf = ({ fields }: SignInFlow) => (fields.get('loginName') ?? '').trim().slice(0, longestName);

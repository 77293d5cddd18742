import type { Messages } from '../messages/messages.ts';

/** What a page with forms knows. */
export interface FormView {
  readonly messages: Messages;
  /** Where the forms go. */
  readonly address: string;
  readonly token: string;
  /** Where they may lead in the end, beside this server. */
  readonly formTargets: readonly string[];
}

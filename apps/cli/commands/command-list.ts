import { adminAdd } from './admin-add.ts';
import { adminRecover } from './admin-recover.ts';
import { appCreate } from './app-create.ts';
import type { DeclareCommand } from './declare-command.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { importCsv } from './import-csv.ts';
import { inviteCsv } from './invite-csv.ts';
import { inviteDomains } from './invite-domains.ts';
import { keysList } from './keys-list.ts';
import { keysRotate } from './keys-rotate.ts';
import { mailList } from './mail-list.ts';
import { mailRetry } from './mail-retry.ts';
import { passApprove } from './pass-approve.ts';
import { passList } from './pass-list.ts';
import { roleAssign } from './role-assign.ts';
import { roleList } from './role-list.ts';
import { roleRemove } from './role-remove.ts';
import { ruleCheck } from './rule-check.ts';
import { ruleEval } from './rule-eval.ts';
import { ruleFormat } from './rule-format.ts';
import { ruleLint } from './rule-lint.ts';
import { serve } from './serve.ts';
import { settingsList } from './settings-list.ts';
import { settingsSet } from './settings-set.ts';
import { verify } from './verify.ts';

export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly DeclareCommand[];
}

/** Commands of one word, in the order of the help text. */
export const commands: readonly DeclareCommand[] = [serve, explain, verify, doctor];

/** Commands of two words. */
export const commandGroups: readonly CommandGroup[] = [
  {
    name: 'rule',
    summary: 'check, try and format membership rules',
    commands: [ruleCheck, ruleLint, ruleEval, ruleFormat],
  },
  { name: 'pass', summary: 'see and approve how rules change groups', commands: [passList, passApprove] },
  { name: 'app', summary: 'register applications', commands: [appCreate] },
  { name: 'role', summary: 'see and change who holds which role', commands: [roleList, roleAssign, roleRemove] },
  { name: 'admin', summary: 'make and recover Global Administrators', commands: [adminAdd, adminRecover] },
  { name: 'settings', summary: 'see and change settings of the directory', commands: [settingsList, settingsSet] },
  { name: 'keys', summary: 'see and change the keys that sign tokens', commands: [keysList, keysRotate] },
  { name: 'import', summary: 'bring people in from other systems', commands: [importCsv] },
  { name: 'invite', summary: 'invite people from outside, say who may come', commands: [inviteCsv, inviteDomains] },
  { name: 'mail', summary: 'see mails that wait or could not be sent', commands: [mailList, mailRetry] },
];

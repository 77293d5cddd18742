import { ruleDialects } from '@muster/rules';
import { Option } from 'commander';

/** `--dialect`: which language the rules are written in. */
export function dialectOption(): Option {
  return new Option('--dialect <name>', 'language of the rules').choices([...ruleDialects]).default('entra');
}

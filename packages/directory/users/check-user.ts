import { directoryErrors } from '../errors.ts';
import { checkExtensionCount } from '../objects/check-properties.ts';
import type { Properties } from '../objects/directory-object.ts';

const mailForm = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;
const nicknameForm = /^[\x21-\x7e]+$/;

/**
 * Checks what the property table cannot say about a user's values.
 *
 * @throws AppError PROPERTY_INVALID, TOO_MANY_EXTENSION_VALUES
 */
export function checkUserValues(properties: Properties): void {
  const { usageLocation, mail, mailNickname, businessPhones, otherMails } = properties;
  if (typeof usageLocation === 'string' && !/^[A-Za-z]{2}$/.test(usageLocation)) {
    throw invalid('usageLocation', 'a country code of two letters is expected (ISO 3166-1)');
  }
  if (typeof mail === 'string' && !mailForm.test(mail)) throw invalid('mail', `\`${mail}\` is not a mail address`);
  for (const address of (otherMails as readonly string[] | undefined) ?? []) {
    if (!mailForm.test(address)) throw invalid('otherMails', `\`${address}\` is not a mail address`);
  }
  if (typeof mailNickname === 'string' && (!nicknameForm.test(mailNickname) || /[@()\\[\]";:<>,]/.test(mailNickname))) {
    throw invalid('mailNickname', 'ASCII without blanks and @ ( ) \\ [ ] " ; : < > , is expected');
  }
  if (Array.isArray(businessPhones) && businessPhones.length > 1) throw invalid('businessPhones', 'one number at most');
  checkExtensionCount(properties);
}

function invalid(property: string, reason: string) {
  return directoryErrors.PROPERTY_INVALID({ property, reason });
}

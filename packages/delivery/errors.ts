import { defineErrors } from '@muster/kernel';

/** Errors of sending mail. */
export const deliveryErrors = defineErrors({
  SMTP_URL_INVALID: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { reason: string }) => `the address of the mail server cannot be used: ${p.reason}`,
    help: () => 'for example smtps://user:password@mail.example.com or smtp://user:password@mail.example.com:587',
  },
  MAIL_SENDER_INVALID: {
    status: 400,
    apiCode: 'BadRequest',
    message: (_: Record<never, never>) => 'the sender of mails is not a mail address',
    help: () => 'for example directory@example.com or "Contoso <directory@example.com>"',
  },
});

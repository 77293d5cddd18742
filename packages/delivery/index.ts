export { type DeliveryOptions, type DeliveryRound, deliverMails } from './deliver-mails.ts';
export { deliveryErrors } from './errors.ts';
export { type Mailer, type MailerSettings, openMailer } from './open-mailer.ts';
export { readSmtpUrl, type SmtpServer } from './smtp-url.ts';

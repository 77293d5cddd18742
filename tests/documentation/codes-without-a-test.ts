const seenAsText = 'tests of the command line see what a person sees: the text and the exit code';
const noServerTests = 'the tests of settings and of listening do not exist yet';

/** Error codes that no test names → why. A code leaves the list with its first test. */
export const codesWithoutATest: Readonly<Record<string, string>> = {
  CLI_FILE_UNREADABLE: seenAsText,
  CLI_JSON_INVALID: seenAsText,
  ADDRESS_IN_USE: noServerTests,
  LISTEN_FAILED: noServerTests,
  DATA_FOLDER_EMPTY: noServerTests,
  BODY_CONTENT_TYPE: 'the refusal of other content types is new',
  W_MANAGER_NOT_FOUND: 'nothing raises it: saving a rule warns of nothing yet',
};

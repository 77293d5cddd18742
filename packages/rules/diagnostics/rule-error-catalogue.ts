/** One kind of problem in a rule: how bad it is, what is said about it (`{…}` is filled in), how to put it right. */
export interface RuleErrorDefinition {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly help: string;
}

const error = (message: string, help: string): RuleErrorDefinition => ({ severity: 'error', message, help });
const warning = (message: string, help: string): RuleErrorDefinition => ({ severity: 'warning', message, help });

/**
 * Every problem the language knows, by its stable code. Codes that start with `W_` never block.
 *
 * @see rule language spec §6.2
 */
export const ruleErrorCatalogue = {
  RULE_EMPTY: error('The rule is empty.', 'Write a condition such as user.department -eq "Sales".'),
  RULE_TOO_LONG: error(
    'The rule has {count} characters; the limit is 3,072.',
    'Use -in with a list instead of many -eq, or test a shorter common prefix.',
  ),
  RULE_TOO_COMPLEX: error('More than 64 nested parentheses.', 'Most parentheses around single conditions can go.'),

  UNEXPECTED_CHARACTER: error('Character {text} cannot be used here.', 'Text values must stand in quotes.'),
  SMART_QUOTE: error('Typographic quote; use " or \'.', 'Replace it; word processors and web pages put it there.'),
  UNTERMINATED_STRING: error(
    'The string that starts here is not closed.',
    'Close it with the quote it starts with; a backtick before a double quote makes that quote part of the text.',
  ),

  UNEXPECTED_END: error('The rule ends too early; expected {expected}.', 'Complete the last condition.'),
  UNEXPECTED_TOKEN: error('{text} is not expected here.', 'Remove it, or join conditions with -and or -or.'),
  MISSING_CONNECTOR: error('Two conditions need -and or -or between them.', 'Write -and or -or before this one.'),
  UNBALANCED_PARENTHESIS: error('Parenthesis {text} has no partner.', 'Add the missing one or remove this one.'),
  PROPERTY_EXPECTED: error(
    'A property such as user.department is expected.',
    'A condition is written property, operator, value.',
  ),
  OPERATOR_EXPECTED: error('An operator is expected after {property}.', 'For example -eq, -startsWith or -in.'),
  UNKNOWN_OPERATOR: error('{text} is not an operator.{hint}', 'Operators are listed in the language reference.'),
  NOT_AS_COMPARISON: error('-not cannot compare; use -ne.', '-not stands before a condition: -not (…).'),
  VALUE_EXPECTED: error(
    'A value is expected after {operator}.',
    'Write a text in quotes, true, false, null or a date.',
  ),
  UNQUOTED_STRING: error('Put {text} in quotes.', 'Every text value needs quotes.'),
  PROPERTY_AS_VALUE: error('A property cannot be the value.', 'A rule compares a property with a fixed value only.'),
  LIST_EXPECTED: error('{operator} needs a list in square brackets.', 'For example ["Sales", "Marketing"].'),
  LIST_NOT_ALLOWED: error('{operator} cannot take a list; use -in.', 'Only -in and -notIn take lists.'),
  EMPTY_LIST: error('The list has no items.', 'Give at least one text or number.'),
  INVALID_LIST_ITEM: error(
    'Only texts and numbers can be list items.',
    'Test null with -eq null in its own condition.',
  ),
  UNTERMINATED_LIST: error('The list is not closed.', 'Close it with ].'),
  DATE_ARITHMETIC: error('Only system.now takes an offset, and only one.', 'Combine the offsets into one duration.'),
  INVALID_DURATION: error(
    '{text} is not a duration such as P1D or PT12H.',
    'Use weeks (P2W) or days, hours, minutes and seconds (P7DT3H); years and months have no fixed length.',
  ),
  DIRECT_REPORTS_SHAPE: error('Write: {form} for "object id".', 'The id is the one of the manager.'),
  DIRECT_REPORTS_COMBINED: error('The direct reports rule must stand alone.', 'Remove the other conditions.'),

  PREFIX_REQUIRED: error('Write user.{text} or device.{text}.', 'Every property carries the object it belongs to.'),
  UNKNOWN_OBJECT: error('{text} is not user or device.', 'Rules are about users or devices.'),
  UNKNOWN_PROPERTY: error('{text} cannot be used in rules.{hint}', 'Usable properties are listed in the reference.'),
  MIXED_OBJECTS: error('A rule is about users or devices, not both.', 'Make two groups.'),
  OPERATOR_NOT_SUPPORTED: error('{operator} cannot be used with {property} ({type}).', 'Choose a fitting operator.'),
  COLLECTION_REQUIRED: error('{property} has one value; -any/-all need a collection.', 'Compare it directly.'),
  COLLECTION_OPERATOR_REQUIRED: error(
    'Test {property} with -any or -all.',
    'For example -any (assignedPlan.service -eq "SCO").',
  ),
  ELEMENT_OUTSIDE_LAMBDA: error('{text} has a meaning only inside -any or -all.', 'Name the collection before it.'),
  WRONG_ELEMENT: error(
    'Elements of {property} are written {element}.',
    'Each collection has one name for its elements.',
  ),
  OUTER_PROPERTY_IN_LAMBDA: error(
    'Only the element can be tested here; close the body with parentheses.',
    'Without parentheses the body of -any or -all reaches to the end.',
  ),
  NESTED_COLLECTION_OPERATOR: error('-any and -all cannot be nested.', 'Elements have one value each.'),
  NULL_NOT_ALLOWED: error('null can be compared with -eq and -ne only.', 'Use -eq null or -ne null.'),
  TYPE_MISMATCH: error('{property} is {type}; {text} is {other}.', 'Give a value of the property’s type.'),
  INVALID_DATE: error('{text} is not an ISO 8601 date or time.', 'For example 2026-01-31 or 2026-01-31T08:00:00Z.'),
  SYSTEM_NOW_NOT_ALLOWED: error('system.now goes only with -ge or -le on a date.', 'For example -ge system.now.'),
  INVALID_REGEX: error('The pattern is not valid: {reason}.', 'Plain tests such as -startsWith need no pattern.'),
  INVALID_OBJECT_ID: error('{text} is not an object id.', 'Object ids look like 11111111-2222-3333-4444-555555555555.'),
  MEMBEROF_SHAPE: error("Write: {property} -any (group.objectId -in ['id']).", 'No other form of memberOf works.'),
  MEMBEROF_COMBINED: error('memberOf must stand alone.', 'Remove the other conditions.'),
  MEMBEROF_TOO_MANY_GROUPS: error('At most 50 source groups.', 'Split the rule over several groups.'),

  W_PROPERTY_CASE: warning('{text} is usually written {canonical}.', 'Any case works.'),
  W_DASH_VARIANT: warning('{text} has a typographic dash; write {canonical}.', 'It works, but is easily mistaken.'),
  W_COLLECTION_DIRECT: warning(
    '{property} holds several values; write -any or -all.',
    'Here a positive operator means some value, a negative one no value.',
  ),
  W_ANY_NEGATIVE: warning(
    'This is true as soon as one value fails the test.',
    'To say that no value passes, use -all with the negative operator, or -not (… -any …).',
  ),
  W_EMPTY_STRING: warning('The empty text is not null.', 'Use null to test for a missing value.'),
  W_QUOTED_NULL: warning('This compares with the four letters "null".', 'Write null without quotes.'),
  W_MIXED_AND_OR: warning(
    '-and binds tighter than -or; parentheses would show it.',
    'Put parentheses around the -and part.',
  ),
  W_NEGATIVE_NULL: warning(
    'This also selects objects without {property}.',
    'Add -and ({property} -ne null) to leave them out.',
  ),
  W_MISSING_BLANK: warning('A blank is missing beside {text}.', 'It works here; older versions refused it.'),
  W_SLOW_OPERATOR: warning(
    '{operator} looks at the whole text of every value.',
    '-eq, -in and -startsWith are faster.',
  ),
  W_USE_IN: warning('Several -eq on {property} can be one -in.', 'A list is shorter and faster.'),
  W_REDUNDANT: warning('{text} adds nothing here.', 'Remove it.'),
  W_TIME_DEPENDENT: warning('Members change as time passes.', 'Membership follows the clock within a minute.'),
  W_NON_PORTABLE: warning('{text} is not part of the portable rule language.', 'Other systems will refuse the rule.'),
  W_MEMBEROF_UPSTREAM: warning('memberOf no longer works upstream.', 'It is fully supported here.'),
  W_MANAGER_NOT_FOUND: warning('No user has the id {text}.', 'The group stays empty until that user exists.'),

  W_NEVER_TRUE: warning('{text} can never be true.', 'No object passes it. Perhaps -or was meant in place of -and.'),
  W_ALWAYS_TRUE: warning('{text} is always true.', 'Every object passes it. Perhaps -and was meant in place of -or.'),
  W_DECIDES_NOTHING: warning('{text} decides nothing: {reason} decides it.', 'The rule selects the same without it.'),
  W_PLAIN_PATTERN: warning('{pattern} needs no pattern.', 'A plain operator says the same and is faster: {test}.'),
  W_SELF_WRITABLE: warning(
    'People can usually change {property} themselves, and so join or leave.',
    'Do not let it decide about access; use an attribute that administrators or the source of people alone write.',
  ),
  W_GUEST_WRITABLE: warning(
    'For guests, others decide about {property}: who invites them, or their home organisation.',
    'Add -and (user.userType -ne "Guest"), or make a group of guests by hand.',
  ),
  W_VALUE_NOWHERE: warning('{test} fits no {object}.{hint}', 'Check the spelling; or the value is still to come.'),
  W_IDLE_AT_PRESENT: warning(
    '{text} changes nobody’s membership at present.',
    'Keep it when it guards against objects to come; otherwise the rule can do without it.',
  ),
  W_SELECTS_NOBODY: warning(
    'Nobody satisfies this rule at present.',
    'Look at its values and at who misses it by one clause.',
  ),
} as const satisfies Record<string, RuleErrorDefinition>;

/** The code of a problem in a rule. */
export type DiagnosticCode = keyof typeof ruleErrorCatalogue;

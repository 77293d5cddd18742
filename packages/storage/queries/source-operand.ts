import {
  invitedSource,
  namedIssuers,
  onPremisesSource,
  ownSource,
  partnerSource,
  type Source,
  type sourceProperties,
} from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';

/** Upper case by code point, as texts are compared everywhere. */
const folded = (text: string) => `upper(${text}) collate "C"`;

/** The folded issuer of the first account among `identities` with this sign-in type; null when there is none. */
function firstIssuer(signInType: string): string {
  const path = `$[*] ? (@.signInType like_regex "^${signInType}$" flag "i" && @.issuer.type() == "string" && @.issuer != "").issuer`;
  return folded(`jsonb_path_query_first(t.identities, '${path}') #>> '{}'`);
}

const [federated, own] = [firstIssuer('federated'), firstIssuer('userPrincipalName')];

const member = (place: string, name: string) => folded(`t.identities -> ${place} ->> '${name}'`);

/** The same for any number of accounts, several times as dear: the first that is federated with another than its own. */
const amongMany = `(select (array_agg(${member('a.place', 'issuer')} order by a.place))[1]
  from generate_series(0, jsonb_array_length(t.identities) - 1) as a(place)
  where ${member('a.place', 'signInType')} = 'FEDERATED'
    and jsonb_typeof(t.identities -> a.place -> 'issuer') = 'string' and t.identities -> a.place ->> 'issuer' <> ''
    and not exists (select from generate_series(0, jsonb_array_length(t.identities) - 1) as b(place)
      where ${member('b.place', 'signInType')} = 'USERPRINCIPALNAME'
        and ${member('b.place', 'issuer')} = ${member('a.place', 'issuer')}))`;

/** The folded issuer of the first account elsewhere; null when there is none. */
const issuerElsewhere = `case
  when t.identities is null or jsonb_typeof(t.identities) <> 'array' or ${federated} is null then null
  when jsonb_array_length(t.identities) <= 2 and ${federated} is distinct from ${own} then ${federated}
  else ${amongMany} end`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function expression(word: keyof Source): string {
  const named = Object.entries(namedIssuers).map(
    ([issuer, source]) => `when ${quoted(issuer)} then ${quoted(source[word])}`,
  );
  const here = `case when t.on_premises_sync_enabled then ${quoted(onPremisesSource[word])} else ${quoted(ownSource[word])} end`;
  return `case
    when t.on_premises_sync_enabled is not true and ${folded('t.creation_type')} = 'INVITATION'
      and ${folded('t.external_user_state')} = 'PENDINGACCEPTANCE' then ${quoted(invitedSource[word])}
    when ${federated} is null then ${here}
    else case ${issuerElsewhere} ${named.join(' ')}
      else case when ${issuerElsewhere} is null then ${here} else ${quoted(partnerSource[word])} end end
  end`;
}

const expressions: Readonly<Record<(typeof sourceProperties)[number], RawBuilder<unknown>>> = {
  source: sql.raw(expression('source')),
  identitySource: sql.raw(expression('identitySource')),
};

/**
 * Where the user of row `t` is at home, as SQL; undefined for other properties. It is worked out for every row that a
 * query looks at.
 *
 * INVARIANT: `sourceOf` of the directory says the same.
 */
export function sourceOperand(property: string): RawBuilder<unknown> | undefined {
  return property === 'source' || property === 'identitySource' ? expressions[property] : undefined;
}

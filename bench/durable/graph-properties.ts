import type { Properties, PropertyValue } from '@muster/directory';
import { type RuleObject, type RuleValue, ruleProperties } from '@muster/rules';

const attributeOf = new Map(ruleProperties.user.map((property) => [property.name, property.graphAttribute]));

/** The domain of every user of the bench. */
export const domain = 'bench.example';

/** The property of the directory, or the field of one, that a rule property stands for. */
export function patchOf(name: string, value: RuleValue): Properties {
  const [attribute, field] = (attributeOf.get(name) ?? name).split('.') as [string, string?];
  return { [attribute]: (field === undefined ? value : { [field]: value }) as PropertyValue };
}

/** A user of the workload as the directory stores them. */
export function personOf(place: number, { values }: RuleObject): Properties {
  const properties: Record<string, PropertyValue> = {
    userPrincipalName: `user${place}@${domain}`,
    mailNickname: `user${place}`,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || name === 'objectId') continue;
    for (const [attribute, part] of Object.entries(patchOf(name, value))) {
      const isComplex = attributeOf.get(name)?.includes('.') === true;
      properties[attribute] = isComplex ? { ...(properties[attribute] as object), ...(part as object) } : part!;
    }
  }
  return properties;
}

import type { NewObject, Properties, PropertyValue } from '@muster/directory';
import { newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { findProperty, type RuleObject, type RuleValue, ruleProperties } from '@muster/rules';

/** The stored object of which rules see these values; what has no objectId gets a new one. */
export function storedObject({ type, values }: RuleObject, number: number): NewObject<'user' | 'device'> {
  const properties: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || notStored.has(name)) continue;
    store(properties, type, name, value, number);
  }
  return {
    type,
    id: (values.objectId ?? newObjectId()) as ObjectId,
    number: number as ObjectNumber,
    managerId: type === 'user' ? ((values.managerId ?? null) as ObjectId | null) : null,
    properties,
  };
}

const notStored = new Set(['objectId', 'managerId', 'memberOf']);

function store(
  properties: Record<string, PropertyValue>,
  type: RuleObject['type'],
  name: string,
  value: RuleValue,
  number: number,
): void {
  const property = findProperty(ruleProperties, type, name);
  if (property === undefined) throw new Error(`rules about a ${type} do not read ${name}`);
  const [attribute, field] = property.graphAttribute.split('.') as [string, string?];
  const isEven = number % 2 === 0;
  if (name === 'sipProxyAddress' && isEven) properties.sipProxyAddress = value as string;
  else if (attribute === 'imAddresses' || attribute === 'businessPhones')
    properties[attribute] = [value as string, 'x'];
  else if (field !== undefined)
    properties[attribute] = { ...(properties[attribute] as object), [field]: value as string };
  else properties[storedName(attribute, property.isExtension && isEven)] = value as PropertyValue;
}

/** Rules name extensions in lower case; the directory keeps the spelling in which they were registered. */
function storedName(name: string, isSpelledOtherwise: boolean): string {
  return isSpelledOtherwise ? name.replace(/_[a-z]/g, (letters) => letters.toUpperCase()) : name;
}

/** The properties that only one object may have, which generated objects share all the same. */
export const uniqueProperties = { user: 'userPrincipalName', device: 'deviceId' } as const;

/** The properties without the unique one, and that one. */
export function withoutUnique(type: RuleObject['type'], properties: Properties): [Properties, PropertyValue] {
  const { [uniqueProperties[type]]: unique, ...others } = properties;
  return [others, unique ?? null];
}

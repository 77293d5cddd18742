import {
  type NestedField,
  type ObjectType,
  objectTypes,
  type PropertyDefinition,
  propertyTables,
} from '@muster/directory';
import { escapeMarkup } from '@muster/kernel';
import { type GraphVersion, isBetaOnly } from '../capabilities/default-properties.ts';
import { navigations } from '../capabilities/navigations.ts';
import { collectionFields, collectionOf, complexTypeNames } from './complex-types.ts';

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`);
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** In the schema GUIDs of directory objects are texts, except where clients filter them bare. */
const guidProperties: ReadonlySet<string> = new Set(['appOwnerOrganizationId']);

function edmType(name: string, definition: PropertyDefinition): string {
  const { type } = definition;
  if (type === 'Complex') return `microsoft.graph.${complexTypeNames[name]}`;
  return type === 'Guid' && !guidProperties.has(name) ? 'Edm.String' : `Edm.${type}`;
}

function property(name: string, type: string, isCollection: boolean, isNullable: boolean): string {
  const attributes = { Name: name, Type: isCollection ? `Collection(${type})` : type };
  return element('Property', isNullable ? attributes : { ...attributes, Nullable: 'false' });
}

/** Properties that the base types `entity` and `directoryObject` declare. */
const inherited: ReadonlySet<string> = new Set(['id', 'deletedDateTime']);

function navigation(name: string, isCollection: boolean): string {
  const type = 'microsoft.graph.directoryObject';
  return element('NavigationProperty', { Name: name, Type: isCollection ? `Collection(${type})` : type });
}

function entityType(type: ObjectType, version: GraphVersion): string {
  const properties = Object.entries(propertyTables[type])
    .filter(([name]) => !inherited.has(name) && (version === 'beta' || !isBetaOnly(name)))
    .map(([name, d]) => property(name, edmType(name, d), d.isCollection, !d.isCollection));
  const relations = Object.entries(navigations[type]).map(([name, one]) => navigation(name, one.isCollection));
  const attributes = { Name: type, BaseType: 'microsoft.graph.directoryObject', OpenType: 'true' };
  return element('EntityType', attributes, [...properties, ...relations]);
}

/** Also writes the type of a complex one. */
function nestedProperty(name: string, field: NestedField, written: Map<string, string>): string {
  const { typeName, fields, isCollection, type } = field;
  if (typeName === undefined) return property(name, `Edm.${type}`, isCollection, false);
  const simple = Object.entries(fields).map(([each, kind]) => property(each, `Edm.${kind}`, false, true));
  const inner = Object.entries(field.nested ?? {}).map(([each, list]) => nestedProperty(each, list, written));
  written.set(typeName, element('ComplexType', { Name: typeName }, [...simple, ...inner]));
  return property(name, `microsoft.graph.${typeName}`, isCollection, !isCollection);
}

function complexTypes(version: GraphVersion): readonly string[] {
  const written = new Map<string, string>();
  for (const type of objectTypes) {
    for (const [name, { fields, nested }] of Object.entries(propertyTables[type])) {
      const typeName = complexTypeNames[name];
      if (fields === undefined || typeName === undefined || (version !== 'beta' && isBetaOnly(name))) continue;
      const simple = Object.entries(fields).map(([field, kind]) => property(field, `Edm.${kind}`, false, true));
      const lists = Object.entries(collectionFields[name] ?? {}).map(([field, kind]) =>
        property(field, `Edm.${kind}`, true, false),
      );
      const inner = Object.entries(nested ?? {}).map(([field, definition]) =>
        nestedProperty(field, definition, written),
      );
      written.set(typeName, element('ComplexType', { Name: typeName }, [...simple, ...lists, ...inner]));
    }
  }
  return [...written.values()];
}

const baseTypes = [
  element('EntityType', { Name: 'entity', Abstract: 'true' }, [
    element('Key', {}, [element('PropertyRef', { Name: 'id' })]),
    property('id', 'Edm.String', false, false),
  ]),
  element('EntityType', { Name: 'directoryObject', BaseType: 'microsoft.graph.entity', OpenType: 'true' }, [
    property('deletedDateTime', 'Edm.DateTimeOffset', false, true),
  ]),
];

/** Kinds of directory objects that are kept elsewhere than users, groups and the like, with their texts and relations. */
const otherTypes = [
  {
    name: 'directoryRole',
    collection: 'directoryRoles',
    texts: ['description', 'displayName', 'roleTemplateId'],
    relations: ['members'],
  },
  {
    name: 'directoryRoleTemplate',
    collection: 'directoryRoleTemplates',
    texts: ['description', 'displayName'],
    relations: [],
  },
] as const;

const otherEntities = otherTypes.map(({ name, texts, relations }) =>
  element('EntityType', { Name: name, BaseType: 'microsoft.graph.directoryObject', OpenType: 'true' }, [
    ...texts.map((each) => property(each, 'Edm.String', false, true)),
    ...relations.map((each) => navigation(each, true)),
  ]),
);

function entitySet(name: string, type: string): string {
  return element('EntitySet', { Name: name, EntityType: `microsoft.graph.${type}` });
}

const container = element('EntityContainer', { Name: 'GraphService' }, [
  entitySet('directoryObjects', 'directoryObject'),
  ...objectTypes.map((type) => entitySet(collectionOf[type].split('/').at(-1)!, type)),
  ...otherTypes.map(({ name, collection }) => entitySet(collection, name)),
  element('Singleton', { Name: 'me', Type: 'microsoft.graph.user' }),
]);

/**
 * The schema as CSDL XML: the directory objects with the properties and relations this server keeps.
 *
 * @see Graph surface spec §1 "Metadata"
 */
export function metadataDocument(version: GraphVersion): string {
  const types = [
    ...baseTypes,
    ...objectTypes.map((type) => entityType(type, version)),
    ...otherEntities,
    ...complexTypes(version),
  ];
  const schema = element('Schema', { Namespace: 'microsoft.graph', xmlns: 'http://docs.oasis-open.org/odata/ns/edm' }, [
    ...types,
    container,
  ]);
  const services = element('edmx:DataServices', {}, [schema]);
  const attributes = { Version: '4.0', 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx' };
  return `<?xml version="1.0" encoding="utf-8"?>${element('edmx:Edmx', attributes, [services])}`;
}

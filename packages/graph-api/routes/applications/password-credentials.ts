import {
  type ApplicationSecret,
  addSecret,
  complex,
  type DirectoryObject,
  guid,
  listSecrets,
  type PropertyTable,
  type PropertyValue,
  passwordCredentialFields,
  removeSecret,
  required,
} from '@muster/directory';

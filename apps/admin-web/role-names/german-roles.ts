// Data: one line for each built-in role. Whole, so that it can be compared with its source.

/** What is said of roles that are there for other products. */
export const governsNothing = 'Kann zugewiesen werden und wird angezeigt; regelt in diesem Verzeichnis nichts.';

/**
 * Id of the template → name, as the German pages of Entra call the role, and what it does here; without that, it governs nothing.
 *
 * @see https://learn.microsoft.com/de-de/entra/identity/role-based-access-control/permissions-reference
 */
export const germanRoles: Readonly<Record<string, readonly [name: string, description?: string]>> = {
  'd2562ede-74db-457e-a7b6-544e236ebb61': ['KI-Administrator'],
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': [
    'Anwendungsadministrator',
    'Verwaltet Anwendungen, ihre Geheimnisse und Besitzer, wer sie nutzt, und stimmt für alle zu; erteilt keine Anwendungsberechtigungen.',
  ],
  'cf1c38e5-3621-4004-a7cb-879624dced7c': [
    'Anwendungsentwickler',
    'Registriert Anwendungen auch dort, wo Mitglieder es nicht dürfen, und besitzt, was sie registriert.',
  ],
  '9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f': ['Autor der Angriffsnutzdaten'],
  'c430b396-e693-46cc-96f3-db01bf8bb62a': ['Administrator für Angriffssimulation'],
  '58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d': ['Administrator für Attributzuweisungen'],
  'ffd52fa5-98dc-465c-991d-fc073eb59f8f': ['Leser für Attributzuweisungen'],
  '8424c6f0-a189-499e-bbd0-26c1753c96d4': ['Administrator für Attributdefinitionen'],
  '1d336d2c-4ae8-42ef-9711-b3604ce3fc2c': ['Leser für Attributdefinitionen'],
  '5b784334-f94b-471a-a387-e7219fc49ca2': ['Administrator für Attributprotokolle'],
  '9c99539d-8186-4804-835f-fd51ef9e2dcd': ['Leser für Attributprotokolle'],
  'ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe': ['Administrator für Attributbereitstellung'],
  '422218e4-db15-4ef9-bbe0-8afb41546d79': ['Leser für Attributbereitstellung'],
  'c4e39bd9-1100-46d3-8c65-fb160da0071f': [
    'Authentifizierungsadministrator',
    'Verwaltet Anmeldeinformationen von Personen, die keine Administratoren sind.',
  ],
  '25a516ed-2fa0-40ea-a2d0-12923a21473a': ['Administrator für Authentifizierungserweiterungen'],
  '0526716b-113d-4c15-b2c8-68e3c22b9f80': ['Authentifizierungsrichtlinienadministrator'],
  'e3973bdf-4987-49ae-837a-ba8e231c7286': ['Azure DevOps-Administrator'],
  '7495fdc4-34c4-4d15-a289-98788ce399fd': ['Azure Information Protection-Administrator'],
  'aaf43236-0c0d-4d5f-883a-6955382ac081': ['B2C-IEF-Schlüsselsatzadministrator'],
  '3edaf663-341e-4475-9f94-5c398ef6c070': ['B2C-IEF-Richtlinienadministrator'],
  'b0f54661-2d74-4c50-afa3-1ec803f12efe': ['Rechnungsadministrator', 'Verwaltet Kontaktdaten der Organisation.'],
  '892c5842-a9a6-463a-8041-72aa08ca3cf6': ['Cloud App Security-Administrator'],
  '158c047a-c907-4556-b7ef-446551a6b5f7': [
    'Cloudanwendungsadministrator',
    'Verwaltet Anwendungen, ihre Geheimnisse und Besitzer, wer sie nutzt, und stimmt für alle zu; erteilt keine Anwendungsberechtigungen.',
  ],
  '7698a772-787b-4ac8-901f-60d6b08affd2': ['Cloudgeräteadministrator', 'Aktiviert, deaktiviert und löscht Geräte.'],
  '17315797-102d-40b4-93e0-432062caca18': [
    'Complianceadministrator',
    'Liest das Verzeichnis und das Änderungsprotokoll.',
  ],
  'e6d1a23a-da11-4be4-9570-befc86d067a7': ['Compliancedatenadministrator'],
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9': [
    'Administrator für bedingten Zugriff',
    'Liest das Verzeichnis; verwaltet Authentifizierungskontexte.',
  ],
  '5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91': ['Genehmigende Person für den LockBox-Kundenzugriff'],
  '38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4': ['Desktop Analytics-Administrator'],
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b': [
    'Verzeichnisleseberechtigte',
    'Liest grundlegende Angaben: für Anwendungen und Gäste.',
  ],
  'd29b2b05-8046-44ba-8758-1e26182fcf32': [
    'Verzeichnissynchronisierungskonten',
    'Dient der Synchronisierung mit einem lokalen Verzeichnis.',
  ],
  '9360feb5-f418-4baa-8175-e2a00bac4301': [
    'Verzeichnisschreibberechtigte',
    'Liest und schreibt grundlegende Angaben über Benutzer und Gruppen.',
  ],
  '8329153b-31d0-4727-b945-745eb3bc5f31': ['Domänennamenadministrator', 'Verwaltet Domänen.'],
  '44367163-eba1-44c3-98af-f5787879f96a': ['Dynamics 365-Administrator'],
  '3f1acade-1e04-4fbc-9b69-f0302cd84aef': ['Edgeadministrator'],
  '29232cdf-9323-42fd-ade2-1d097af3e4de': ['Exchange-Administrator', 'Verwaltet Microsoft 365-Gruppen.'],
  '31392ffb-586c-42d1-9346-e59415a2cc4e': ['Administrator für Exchange-Empfänger'],
  '6e591065-9bad-43ed-90f3-e9424366d2f0': ['Administrator für Benutzerflows mit externer ID'],
  '0f971eea-41eb-4569-a71e-57bb8a3eff1e': ['Administrator für Benutzerflowattribute mit externer ID'],
  'be2f45a1-457d-42af-a067-6ec1fa63bc45': [
    'Externer Identitätsanbieteradministrator',
    'Verwaltet die Identitätsanbieter, bei denen sich Personen von außen anmelden.',
  ],
  'a9ea8996-122f-4c74-9520-8edcd192826c': ['Fabric-Administrator'],
  '62e90394-69f5-4237-9190-012177145e10': ['Globaler Administrator', 'Tut alles im Verzeichnis und erteilt alles.'],
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': ['Globaler Leser', 'Liest alles, was ein Administrator lesen kann.'],
  'ac434307-12b9-4fa1-a708-88bf58caabc1': ['Global Secure Access-Administrator'],
  'fdd7a751-b60b-444a-984c-02652fe8fa1c': [
    'Gruppenadministrator',
    'Verwaltet alle Gruppen außer denen, denen Rollen zugewiesen werden können.',
  ],
  '95e79109-95c0-4d8e-aee3-d01accf2d47b': [
    'Gasteinladender',
    'Lädt Gäste ein, was auch immer für Mitglieder eingestellt ist.',
  ],
  '729827e3-9c14-49f7-bb1b-9608f156bbb8': [
    'Helpdeskadministrator',
    'Setzt Kennwörter von Personen und von einigen eingeschränkten Administratoren zurück.',
  ],
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2': [
    'Hybrididentitätsadministrator',
    'Verwaltet Domänen, Synchronisierung und Verbund.',
  ],
  '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e': [
    'Identity Governance-Administrator',
    'Liest das Verzeichnis; verwaltet Zugriffspakete und Überprüfungen.',
  ],
  'eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c': ['Insights-Administrator'],
  '25df335f-86eb-4119-b717-0ff02de207e9': ['Insights-Analyst'],
  '31e939ad-9672-4796-9c2e-873181342d2d': ['Insights-Unternehmensleiter'],
  '3a2c62db-5318-420d-8d74-23affee5d9d5': ['Intune-Administrator', 'Verwaltet Geräte und Sicherheitsgruppen.'],
  '74ef975b-6605-40af-a5d2-b9539d836353': ['Kaizala-Administrator'],
  'b5a8dcf3-09d5-43a9-a639-8e29ef291470': ['Wissensadministrator'],
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a': [
    'Lizenzadministrator',
    'Verwaltet Nutzungsstandorte und Lizenzen von Benutzern und Gruppen.',
  ],
  '59d46f88-662b-457b-bceb-5c3809e5908f': [
    'Administrator für Lebenszyklusworkflows',
    'Liest das Verzeichnis; verwaltet Workflows.',
  ],
  'ac16e43d-7b2d-40e0-ac05-243ff356ab5b': ['Nachrichtencenter-Datenschutzleseberechtigter'],
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b': ['Nachrichtencenter-Leseberechtigter'],
  '8c8b803f-96e1-4129-9349-20738d9f9652': ['Microsoft 365-Migrationsadministrator'],
  '9f06204d-73c1-4d4c-880a-6edb90606fd8': ['Lokaler Administrator für in Microsoft Entra eingebundenes Gerät'],
  'd37c8bed-0711-4417-ba38-b4abe66ce4c2': ['Netzwerkadministrator'],
  '2b745bdf-0803-4d80-aa65-822c4493daac': ['Office-Apps-Administrator'],
  '92ed04bf-c94a-4b82-9729-b799a7a4c178': ['Administrator für Organisationsbranding'],
  'e48398e2-f4bb-4074-8f31-4586725e205b': ['Genehmigende Person für Organisationsnachrichten'],
  '507f53e4-4e52-4077-abd3-d2e1558b6ea2': ['Verfasser von Organisationsnachrichten'],
  '4ba39ca4-527c-499a-b93d-d9b492c50246': ['Partnersupport der Ebene 1'],
  'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8': ['Partnersupport der Ebene 2'],
  '966707d0-3269-4727-9be2-8c3a10f19b9d': [
    'Kennwortadministrator',
    'Setzt Kennwörter von Personen und von wenigen eingeschränkten Administratoren zurück.',
  ],
  '024906de-61e5-49c8-8572-40335f1e0e10': ['Personenadministrator'],
  'af78dc32-cf4d-46f9-ba4e-4428526346b5': ['Permissions Management-Administrator'],
  '11648597-926c-4cf3-9c36-bcebb0ba8dcc': ['Power Platform-Administrator'],
  '644ef478-e28f-4e28-b9dc-3fdde9aa0b1f': ['Druckeradministrator'],
  'e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477': ['Druckertechniker'],
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': [
    'Privilegierter Authentifizierungsadministrator',
    'Verwaltet Anmeldeinformationen und vertrauliche Eigenschaften von allen, auch von Administratoren.',
  ],
  'e8611ab8-c189-46e8-94e1-60213ab1f814': [
    'Administrator für privilegierte Rollen',
    'Verwaltet Rollen, wer sie hat, Gruppen, denen Rollen zugewiesen werden können, Verwaltungseinheiten, Berechtigungen von Anwendungen, und was Mitglieder und Gäste dürfen.',
  ],
  '4a5d8f65-41da-4de4-8968-e035b65339cf': [
    'Berichtleseberechtigter',
    'Liest das Änderungsprotokoll, Erklärungen daraus und Anmeldungen.',
  ],
  '0964bb5e-9bdb-4d7b-ac29-58e794862a40': ['Suchadministrator'],
  '8835291a-918c-4fd7-a9ce-faa49f0cf7d9': ['Such-Editor'],
  '194ae4cb-b126-40b2-bd5b-6091b380977d': [
    'Sicherheitsadministrator',
    'Liest, was für die Sicherheit wichtig ist, und entscheidet, welchen anderen Verzeichnissen worin vertraut wird.',
  ],
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f': ['Sicherheitsoperator', 'Liest, was für die Sicherheit wichtig ist.'],
  '5d6b6bb7-de71-4623-b4af-96380a352509': ['Sicherheitsleseberechtigter', 'Liest, was für die Sicherheit wichtig ist.'],
  'f023fd81-a637-4b56-95fd-791ac0226033': ['Dienstsupportadministrator'],
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c': ['SharePoint-Administrator', 'Verwaltet Microsoft 365-Gruppen.'],
  '75941009-915a-4869-abe7-691bff18279e': ['Skype for Business-Administrator'],
  '69091246-20e8-4a56-aa4d-066075b2a7a8': ['Teams-Administrator', 'Verwaltet Microsoft 365-Gruppen.'],
  'baf37b3a-610e-45da-9e62-d9d1e5e8914b': ['Teams-Kommunikationsadministrator'],
  'f70938a0-fc10-4177-9e90-2178f8765737': ['Supporttechniker für die Teams-Kommunikation'],
  'fcf91098-03e3-41a9-b5ba-6f0ec8188a12': ['Supportfachmann für die Teams-Kommunikation'],
  '3d762c5a-1b6c-493f-843e-55a3b42923d4': ['Teams-Geräteadministrator'],
  'aa38014f-0993-46e9-9b45-30501a20909d': ['Teams-Telefonieadministrator'],
  '112ca1a2-15ad-4102-995e-45b0bc479a6a': ['Mandantenersteller'],
  '75934031-6c7e-415a-99d7-48dbd49e875e': ['Leseberechtigter für Berichte mit Nutzungszusammenfassung'],
  'fe930be7-5e62-47db-91af-98c3a49a38b1': [
    'Benutzeradministrator',
    'Verwaltet Benutzer und Gruppen und die Kennwörter von Personen und von einigen eingeschränkten Administratoren.',
  ],
  'e300d9e7-4a2b-4295-9eff-f1c78b36cc98': ['Administrator für virtuelle Besuche'],
  '11451d60-acb2-45eb-a7d6-43d0f0125c13': ['Windows 365-Administrator'],
  '32696413-001a-46ae-978c-ce0f6b3620d2': ['Windows Update-Bereitstellungsadministrator'],
  '810a2642-a034-447f-a5e8-41beaa378541': ['Yammer-Administrator', 'Verwaltet Microsoft 365-Gruppen.'],
};

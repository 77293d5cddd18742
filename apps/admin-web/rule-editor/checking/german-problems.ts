import type { DiagnosticCode } from '@muster/rules';

/** What is said about each problem in German, and how to put it right; `{}` is the text at its place. */
export const germanProblems: Readonly<Record<DiagnosticCode, readonly [message: string, help: string]>> = {
  RULE_EMPTY: ['Die Regel ist leer.', 'Schreiben Sie eine Bedingung wie user.department -eq "Vertrieb".'],
  RULE_TOO_LONG: [
    'Die Regel hat mehr als 3.072 Zeichen.',
    'Nehmen Sie -in mit einer Liste statt vieler -eq, oder prüfen Sie einen kürzeren gemeinsamen Anfang.',
  ],
  RULE_TOO_COMPLEX: [
    'Mehr als 64 ineinander geschachtelte Klammern.',
    'Die meisten Klammern um einzelne Bedingungen sind entbehrlich.',
  ],
  UNEXPECTED_CHARACTER: ['Das Zeichen {} kann hier nicht stehen.', 'Textwerte müssen in Anführungszeichen stehen.'],
  SMART_QUOTE: [
    'Typografisches Anführungszeichen; nehmen Sie " oder \'.',
    'Ersetzen Sie es; Textverarbeitungen und Webseiten setzen es ein.',
  ],
  UNTERMINATED_STRING: [
    'Der Text, der hier beginnt, ist nicht geschlossen.',
    'Schließen Sie ihn mit dem Anführungszeichen, mit dem er beginnt; ein Gravis vor einem doppelten Anführungszeichen macht dieses zu einem Teil des Textes.',
  ],
  UNEXPECTED_END: ['Die Regel endet zu früh.', 'Schreiben Sie die letzte Bedingung zu Ende.'],
  UNEXPECTED_TOKEN: [
    '{} wird hier nicht erwartet.',
    'Entfernen Sie es, oder verbinden Sie Bedingungen mit -and oder -or.',
  ],
  MISSING_CONNECTOR: [
    'Zwischen zwei Bedingungen fehlt -and oder -or.',
    'Schreiben Sie -and oder -or vor diese Bedingung.',
  ],
  UNBALANCED_PARENTHESIS: [
    'Die Klammer {} hat kein Gegenstück.',
    'Ergänzen Sie die fehlende, oder entfernen Sie diese.',
  ],
  PROPERTY_EXPECTED: [
    'Hier wird eine Eigenschaft wie user.department erwartet.',
    'Eine Bedingung besteht aus Eigenschaft, Operator und Wert.',
  ],
  OPERATOR_EXPECTED: ['Nach der Eigenschaft wird ein Operator erwartet.', 'Zum Beispiel -eq, -startsWith oder -in.'],
  UNKNOWN_OPERATOR: ['{} ist kein Operator.', 'Die Operatoren stehen in der Sprachbeschreibung.'],
  NOT_AS_COMPARISON: ['-not kann nicht vergleichen; nehmen Sie -ne.', '-not steht vor einer Bedingung: -not (…).'],
  VALUE_EXPECTED: [
    'Nach dem Operator wird ein Wert erwartet.',
    'Schreiben Sie einen Text in Anführungszeichen, true, false, null oder ein Datum.',
  ],
  UNQUOTED_STRING: ['Setzen Sie {} in Anführungszeichen.', 'Jeder Textwert braucht Anführungszeichen.'],
  PROPERTY_AS_VALUE: [
    'Eine Eigenschaft kann nicht der Wert sein.',
    'Eine Regel vergleicht eine Eigenschaft nur mit einem festen Wert.',
  ],
  LIST_EXPECTED: ['Hier wird eine Liste in eckigen Klammern erwartet.', 'Zum Beispiel ["Vertrieb", "Marketing"].'],
  LIST_NOT_ALLOWED: ['Dieser Operator nimmt keine Liste; nehmen Sie -in.', 'Nur -in und -notIn nehmen Listen.'],
  EMPTY_LIST: ['Die Liste ist leer.', 'Geben Sie wenigstens einen Text oder eine Zahl an.'],
  INVALID_LIST_ITEM: [
    'Nur Texte und Zahlen können in einer Liste stehen.',
    'Prüfen Sie null mit -eq null in einer eigenen Bedingung.',
  ],
  UNTERMINATED_LIST: ['Die Liste ist nicht geschlossen.', 'Schließen Sie sie mit ].'],
  DATE_ARITHMETIC: [
    'Nur system.now kann verschoben werden, und nur einmal.',
    'Fassen Sie die Verschiebungen in einer Dauer zusammen.',
  ],
  INVALID_DURATION: [
    '{} ist keine Dauer wie P1D oder PT12H.',
    'Nehmen Sie Wochen (P2W) oder Tage, Stunden, Minuten und Sekunden (P7DT3H); Jahre und Monate haben keine feste Länge.',
  ],
  DIRECT_REPORTS_SHAPE: ['Schreiben Sie: Direct Reports for "Objekt-ID".', 'Die Kennung ist die der Führungskraft.'],
  DIRECT_REPORTS_COMBINED: [
    'Die Regel über direkte Mitarbeiter muss allein stehen.',
    'Entfernen Sie die anderen Bedingungen.',
  ],
  PREFIX_REQUIRED: [
    'Schreiben Sie user.{} oder device.{}.',
    'Jede Eigenschaft trägt das Objekt, zu dem sie gehört, vor sich.',
  ],
  UNKNOWN_OBJECT: ['{} ist weder user noch device.', 'Regeln handeln von Benutzern oder von Geräten.'],
  UNKNOWN_PROPERTY: [
    '{} kann in Regeln nicht verwendet werden.',
    'Die verwendbaren Eigenschaften stehen in der Sprachbeschreibung.',
  ],
  MIXED_OBJECTS: ['Eine Regel handelt von Benutzern oder von Geräten, nicht von beiden.', 'Bilden Sie zwei Gruppen.'],
  OPERATOR_NOT_SUPPORTED: ['{} passt nicht zu dieser Eigenschaft.', 'Wählen Sie einen Operator, der zu ihr passt.'],
  COLLECTION_REQUIRED: [
    'Die Eigenschaft hat nur einen Wert; -any und -all brauchen mehrere.',
    'Vergleichen Sie sie unmittelbar.',
  ],
  COLLECTION_OPERATOR_REQUIRED: [
    'Prüfen Sie {} mit -any oder -all.',
    'Zum Beispiel -any (assignedPlan.service -eq "SCO").',
  ],
  ELEMENT_OUTSIDE_LAMBDA: [
    '{} hat nur innerhalb von -any oder -all eine Bedeutung.',
    'Nennen Sie davor die Eigenschaft mit den mehreren Werten.',
  ],
  WRONG_ELEMENT: ['So heißen die Elemente dieser Eigenschaft nicht.', 'Jede hat einen Namen für ihre Elemente.'],
  OUTER_PROPERTY_IN_LAMBDA: [
    'Hier kann nur das Element geprüft werden; schließen Sie den Rumpf mit Klammern.',
    'Ohne Klammern reicht der Rumpf von -any oder -all bis ans Ende.',
  ],
  NESTED_COLLECTION_OPERATOR: [
    '-any und -all lassen sich nicht ineinander schachteln.',
    'Elemente haben je einen Wert.',
  ],
  NULL_NOT_ALLOWED: ['null geht nur mit -eq und -ne.', 'Schreiben Sie -eq null oder -ne null.'],
  TYPE_MISMATCH: ['{} hat nicht die Art der Eigenschaft.', 'Geben Sie einen Wert von der Art der Eigenschaft an.'],
  INVALID_DATE: [
    '{} ist kein Datum und keine Zeit nach ISO 8601.',
    'Zum Beispiel 2026-01-31 oder 2026-01-31T08:00:00Z.',
  ],
  SYSTEM_NOW_NOT_ALLOWED: ['system.now geht nur mit -ge oder -le bei einem Datum.', 'Zum Beispiel -ge system.now.'],
  INVALID_REGEX: ['Das Muster ist nicht gültig.', 'Einfache Prüfungen wie -startsWith brauchen kein Muster.'],
  INVALID_OBJECT_ID: ['{} ist keine Objekt-ID.', 'Objekt-IDs sehen aus wie 11111111-2222-3333-4444-555555555555.'],
  MEMBEROF_SHAPE: [
    "Schreiben Sie: … -any (group.objectId -in ['Kennung']).",
    'Eine andere Form von memberOf gibt es nicht.',
  ],
  MEMBEROF_COMBINED: ['memberOf muss allein stehen.', 'Entfernen Sie die anderen Bedingungen.'],
  MEMBEROF_TOO_MANY_GROUPS: ['Höchstens 50 Gruppen.', 'Verteilen Sie die Regel auf mehrere Gruppen.'],
  W_PROPERTY_CASE: ['{} wird sonst anders geschrieben.', 'Groß- und Kleinschreibung ist gleichgültig.'],
  W_DASH_VARIANT: [
    '{} hat einen typografischen Strich statt eines Bindestrichs.',
    'Es geht so, ist aber leicht zu verwechseln.',
  ],
  W_COLLECTION_DIRECT: [
    '{} hat mehrere Werte; schreiben Sie -any oder -all.',
    'Ein bejahender Operator heißt hier: irgendein Wert; ein verneinender: kein Wert.',
  ],
  W_ANY_NEGATIVE: [
    'Das ist schon wahr, wenn ein Wert die Prüfung nicht besteht.',
    'Soll kein Wert bestehen, nehmen Sie -all mit dem verneinenden Operator oder -not (… -any …).',
  ],
  W_EMPTY_STRING: ['Der leere Text ist nicht null.', 'Auf einen fehlenden Wert prüfen Sie mit null.'],
  W_QUOTED_NULL: ['Das vergleicht mit den vier Buchstaben „null“.', 'Schreiben Sie null ohne Anführungszeichen.'],
  W_MIXED_AND_OR: ['-and bindet stärker als -or; Klammern würden es zeigen.', 'Setzen Sie Klammern um den -and-Teil.'],
  W_NEGATIVE_NULL: [
    'Das trifft auch auf Objekte ohne diese Eigenschaft zu.',
    'Mit -and (… -ne null) bleiben sie draußen.',
  ],
  W_MISSING_BLANK: ['Neben {} fehlt ein Leerzeichen.', 'Hier geht es so; ältere Fassungen wiesen es ab.'],
  W_SLOW_OPERATOR: ['{} sieht sich von jedem Wert den ganzen Text an.', '-eq, -in und -startsWith sind schneller.'],
  W_USE_IN: ['Mehrere -eq zur selben Eigenschaft können ein -in sein.', 'Eine Liste ist kürzer und schneller.'],
  W_REDUNDANT: ['{} trägt hier nichts bei.', 'Entfernen Sie es.'],
  W_TIME_DEPENDENT: [
    'Die Mitglieder ändern sich mit der Zeit.',
    'Die Mitgliedschaft folgt der Uhr binnen einer Minute.',
  ],
  W_NON_PORTABLE: ['{} gehört nicht zur gemeinsamen Regelsprache.', 'Andere Systeme werden die Regel abweisen.'],
  W_MEMBEROF_UPSTREAM: ['memberOf geht in Entra nicht mehr.', 'Hier wird es ganz unterstützt.'],
  W_MANAGER_NOT_FOUND: ['Kein Benutzer hat die Kennung {}.', 'Die Gruppe bleibt leer, bis es diesen Benutzer gibt.'],
  W_NEVER_TRUE: ['{} kann nie wahr sein.', 'Kein Objekt besteht das. Vielleicht war -or statt -and gemeint.'],
  W_ALWAYS_TRUE: ['{} ist immer wahr.', 'Jedes Objekt besteht das. Vielleicht war -and statt -or gemeint.'],
  W_DECIDES_NOTHING: ['{} entscheidet nichts.', 'Ohne das trifft die Regel dieselben.'],
  W_PLAIN_PATTERN: ['{} braucht kein Muster.', 'Ein einfacher Operator sagt dasselbe und ist schneller.'],
  W_SELF_WRITABLE: [
    'Diese Eigenschaft können Menschen meist selbst ändern, und so hineinkommen oder hinausgehen.',
    'Lassen Sie sie nicht über Zugang entscheiden; nehmen Sie ein Attribut, das nur die Verwaltung oder die Quelle der Personen schreibt.',
  ],
  W_GUEST_WRITABLE: [
    'Bei Gästen entscheiden andere über diese Eigenschaft: wer sie einlädt, oder ihre Heimatorganisation.',
    'Ergänzen Sie -and (user.userType -ne "Guest"), oder führen Sie eine Gruppe der Gäste von Hand.',
  ],
  W_VALUE_NOWHERE: ['Kein Objekt hat diesen Wert.', 'Prüfen Sie die Schreibweise; oder der Wert kommt erst noch.'],
  W_IDLE_AT_PRESENT: [
    '{} ändert zurzeit niemandes Mitgliedschaft.',
    'Behalten Sie es, wenn es vor künftigen Objekten schützt; sonst kommt die Regel ohne es aus.',
  ],
  W_SELECTS_NOBODY: [
    'Zurzeit erfüllt niemand diese Regel.',
    'Sehen Sie sich ihre Werte an, und wer sie an einer Bedingung verfehlt.',
  ],
};

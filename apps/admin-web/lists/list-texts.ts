import { defineTexts } from '../texts/define-texts.ts';

export const listTexts = defineTexts({
  en: {
    columns: 'Columns',
    exportCsv: 'Export CSV',
    exporting: (count: string) => `${count} read – stop`,
    total: (count: string) => `${count} in all`,
    empty: 'Nothing matches. Take a filter away or search for something else.',
    loading: 'Loading …',
    selectRow: (name: string) => `Select ${name}`,
    selectAll: 'Select all that are loaded',
    selected: (count: string) => `${count} selected`,
    clear: 'Clear selection',
  },
  de: {
    columns: 'Spalten',
    exportCsv: 'CSV exportieren',
    exporting: (count) => `${count} gelesen – anhalten`,
    total: (count) => `${count} insgesamt`,
    empty: 'Nichts passt. Nehmen Sie einen Filter weg, oder suchen Sie nach etwas anderem.',
    loading: 'Wird geladen …',
    selectRow: (name) => `${name} auswählen`,
    selectAll: 'Alle geladenen auswählen',
    selected: (count) => `${count} ausgewählt`,
    clear: 'Auswahl aufheben',
  },
});

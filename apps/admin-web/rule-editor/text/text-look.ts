import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';
import { type RulePiece, rulePieces } from './rule-pieces.ts';

const colour = (kind: RulePiece['kind']) => `rule-${kind}`;

/** Colours of the theme, so that the editor looks as the page does: light, dark and in high contrast. */
const look = EditorView.theme({
  '&': {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase300,
  },
  '&.cm-focused': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  '.cm-scroller': {
    fontFamily: tokens.fontFamilyMonospace,
    direction: 'ltr',
    textAlign: 'start',
    lineHeight: '1.6',
    minHeight: '8rem',
  },
  '.cm-content': { caretColor: tokens.colorNeutralForeground1, paddingBlock: '0.5rem' },
  '.cm-line': { paddingInline: '0.6rem' },
  '.cm-cursor': { borderColor: tokens.colorNeutralForeground1 },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: tokens.colorBrandBackground2Pressed,
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: tokens.colorBrandBackground2,
    outline: `1px solid ${tokens.colorBrandStroke1}`,
  },
  [`.${colour('property')}`]: { color: tokens.colorPaletteBlueForeground2 },
  [`.${colour('operator')}`]: { color: tokens.colorPaletteBerryForeground1 },
  [`.${colour('connector')}`]: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightBold },
  [`.${colour('text')}`]: { color: tokens.colorPaletteGreenForeground1 },
  [`.${colour('literal')}`]: { color: tokens.colorPaletteMarigoldForeground2 },
  '.cm-tooltip': {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow8,
    fontFamily: tokens.fontFamilyBase,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: tokens.fontFamilyMonospace, maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '1rem', padding: '0.2rem 0.6rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
  '.cm-completionDetail': { fontStyle: 'normal', marginInlineStart: 'auto', fontFamily: tokens.fontFamilyBase },
  '.cm-diagnostic': { padding: '0.3rem 0.6rem', borderInlineStartWidth: '4px' },
  '.cm-diagnosticAction': {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    borderRadius: tokens.borderRadiusMedium,
    padding: '0.1rem 0.5rem',
    cursor: 'pointer',
    fontFamily: tokens.fontFamilyMonospace,
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${tokens.colorPaletteRedBorderActive}`,
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: `underline dotted ${tokens.colorPaletteMarigoldForeground2}`,
    textUnderlineOffset: '3px',
  },
});

function coloured({ state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, kind } of rulePieces(state.doc.toString())) {
    builder.add(from, to, Decoration.mark({ class: colour(kind) }));
  }
  return builder.finish();
}

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = coloured(view);
    }

    update({ docChanged, view }: ViewUpdate) {
      if (docChanged) this.decorations = coloured(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

/** How the text of a rule looks. */
export const textLook: Extension = [look, colours];

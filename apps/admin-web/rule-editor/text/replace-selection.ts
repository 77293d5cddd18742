import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection is done by the editor: the browser would keep the look of what it replaces by writing a style into the
 * page, which the page's policy forbids.
 */
export const replaceSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { from, to, empty } = view.state.selection.main;
    const { data, inputType } = event;
    if (empty || view.composing || inputType !== 'insertText' || data === null) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((each) => each(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});

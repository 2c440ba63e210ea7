// The editor's looks, in the site's own colours: every colour is a token of
// `style/tokens.css`, so light, dark and forced colours need nothing here.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--editor-text)", backgroundColor: "var(--editor-surface)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--editor-font)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--editor-accent)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--editor-accent)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--editor-surface)",
    color: "var(--editor-quiet)",
    border: "none",
    paddingInlineEnd: "0.25rem",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--editor-line)" },
  ".cm-activeLineGutter": { color: "var(--editor-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--editor-selection)",
  },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--editor-match)" },
  ".cm-searchMatch-selected, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--editor-match)",
    outline: "1px solid var(--editor-accent)",
  },
  ".cm-panels": {
    backgroundColor: "var(--editor-panel)",
    color: "var(--editor-text)",
    borderBlockEnd: "1px solid var(--editor-border)",
  },
  ".cm-textfield": {
    backgroundColor: "var(--editor-surface)",
    color: "var(--editor-text)",
    border: "1px solid var(--editor-border)",
    borderRadius: "0.25rem",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--editor-line)",
    color: "var(--editor-text)",
    border: "1px solid var(--editor-border)",
    borderRadius: "0.25rem",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--editor-panel)",
    color: "var(--editor-text)",
    border: "1px solid var(--editor-border)",
    borderRadius: "0.375rem",
  },
  ".cm-diagnostic-error": { borderInlineStart: "3px solid var(--editor-error)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--editor-error)",
    textUnderlineOffset: "3px",
  },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--editor-line)",
    color: "var(--editor-quiet)",
    border: "1px solid var(--editor-border)",
  },
});

const words = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--editor-key)" },
  { tag: tags.string, color: "var(--editor-string)" },
  { tag: tags.number, color: "var(--editor-number)" },
  { tag: [tags.bool, tags.null], color: "var(--editor-word)" },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: "var(--editor-quiet)" },
  { tag: tags.invalid, color: "var(--editor-error)" },
]);

/** The editor's colours and measures. */
export const brineTheme = [look, syntaxHighlighting(words)];

// The editor of workflows: makes a code editor of every `<textarea data-editor>`.
//
// The textarea stays the one thing that the rest of the page knows: its
// `value` reads and replaces the editor's text, it tells `input` after every
// change, its form sends that text, its label names the editor, and
// `data-marks` says which lines to mark. Where this file does not arrive, the
// textarea still does all of that by itself.
// Loaded by `boot/browser.js`, on pages that have an editor only.

import { Annotation, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { json } from "@codemirror/lang-json";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import "./editor/adopted_style.js";
import { brineTheme } from "./editor/look.js";
import { showRuns } from "./editor/run.js";

// Beyond this size a parser and folding cost more than they give.
const PLAIN_FROM = 2 * 1024 * 1024;
// The text that the page itself put in: not something that a person typed.
const byPage = Annotation.define();

const open = new Set();

/** Makes an editor of every textarea of the page that asks for one, and forgets those that are gone. */
export function enhanceAll() {
  for (const editor of open) {
    if (editor.textarea.isConnected) continue;
    editor.marks.disconnect();
    editor.view.destroy();
    open.delete(editor);
  }
  document.querySelectorAll("textarea[data-editor]:not([data-enhanced])").forEach(enhance);
  showRuns();
}

function enhance(textarea) {
  textarea.dataset.enhanced = "";
  const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  const start = native.get.call(textarea);
  const view = new EditorView({ state: stateOf(textarea, start) });
  const hadFocus = document.activeElement === textarea;

  textarea.hidden = true;
  textarea.after(view.dom);
  if (hadFocus) view.focus();

  // Reading a long text is not free, so it is read once for every change.
  let known = { doc: view.state.doc, text: start };
  Object.defineProperty(textarea, "value", {
    configurable: true,
    get() {
      if (known.doc !== view.state.doc) known = { doc: view.state.doc, text: view.state.doc.toString() };
      return known.text;
    },
    set(text) {
      const insert = EditorState.create({ doc: text }).doc;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, annotations: byPage.of(true) });
    },
  });
  textarea.focus = () => view.focus();
  for (const label of textarea.labels ?? []) label.addEventListener("click", () => view.focus());

  const sendText = (event) => event.formData.set(textarea.name, textarea.value);
  textarea.form?.addEventListener("formdata", sendText);
  const marks = new MutationObserver(() => mark(view, textarea));
  marks.observe(textarea, { attributeFilter: ["data-marks"] });
  mark(view, textarea);
  textarea.addEventListener("brine-go-to", (event) => goTo(view, event.detail));
  open.add({ textarea, view, marks });
}

function stateOf(textarea, doc) {
  const plain = doc.length > PLAIN_FROM;
  const tell = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    const asked = update.transactions.some((it) => it.annotation(byPage));
    if (!asked) textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const language = plain ? [] : [json(), bracketMatching(), foldGutter(), indentOnInput(), highlightSelectionMatches()];
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      highlightSpecialChars(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      search({ top: true }),
      indentUnit.of("  "),
      language,
      EditorState.readOnly.of(textarea.readOnly),
      EditorView.contentAttributes.of(namesOf(textarea)),
      // Tab leaves the editor, as it leaves every other field, unless Ctrl-m (Shift-Alt-m on a Mac)
      // asked for the other way; Escape and then Tab leaves it even then.
      // Ctrl-Enter is the page's: it runs a test.
      keymap.of([...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"), ...historyKeymap, ...searchKeymap, ...foldKeymap]),
      typeOver,
      tell,
      brineTheme,
    ],
  });
}

// Typing over a selection is done here: where the browser does it, Chromium writes styles into the text that the
// site's Content-Security-Policy refuses.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const typed = event.inputType === "insertText" && !event.isComposing && event.data;
    if (!typed || view.state.selection.main.empty || view.state.readOnly) return false;
    view.dispatch(view.state.replaceSelection(typed), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

// The editor's text is a textbox of its own for those who cannot see it: it bears the textarea's names.
function namesOf(textarea) {
  const label = textarea.labels?.[0]?.textContent.trim() || textarea.getAttribute("aria-label") || "";
  // The text can be reached by key, and with it what scrolls it.
  const names = { "aria-label": label, spellcheck: "false", tabindex: "0" };
  for (const name of ["aria-describedby", "aria-errormessage", "aria-invalid"]) {
    const value = textarea.getAttribute(name);
    if (value) names[name] = value;
  }
  return names;
}

// `data-marks`: one line for each, `<line> <column> <message>`, counted from 1.
function mark(view, textarea) {
  const { doc } = view.state;
  const diagnostics = (textarea.dataset.marks ?? "").split("\n").flatMap((entry) => {
    const [, line, column, message] = /^(\d+) (\d+) (.*)$/.exec(entry) ?? [];
    if (!line || Number(line) > doc.lines) return [];
    const at = doc.line(Math.max(1, Number(line)));
    const from = Math.min(at.from + Math.max(0, Number(column) - 1), at.to);
    return [{ from, to: at.to, severity: "error", message }];
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

function goTo(view, { line, column }) {
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  const anchor = Math.min(at.from + Math.max(0, column - 1), at.to);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}


// What the browser half asks of the browser: see app/src/browser/script.rs.

import { followAddress, go } from "./address.js";
import { chooseTheme, onTheme } from "./colours.js";
import { leaveWords, placeCorner, say } from "./corner.js";
import { takeDrops } from "./drops.js";
import { listenToFeed } from "./feed.js";
import { warnBeforeLeaving } from "./leaving.js";

const MAX_FILE_BYTES = 16 * 1024 * 1024;

// How soon the next letter of a word has to come.
const TYPE_AHEAD_MS = 700;
let typed = { word: "", at: -TYPE_AHEAD_MS };

// Opens the palette, once its program is here.
let askedForPalette;

const items = (menu) => [...menu.querySelectorAll('[role="menuitem"]')];

// Name, size and text of files; no text where one is too large, or is none.
const read = (files) =>
  Promise.all(
    [...files].map(async (file) => {
      if (file.size > MAX_FILE_BYTES) return [file.name, file.size, undefined];
      try {
        return [file.name, file.size, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer())];
      } catch {
        return [file.name, file.size, undefined];
      }
    }),
  );

const dataUrl = (file) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onloadend = () => done(reader.result ?? "");
    reader.readAsDataURL(file);
  });

// A menu goes once something in it was chosen. What is chosen may need it until then.
addEventListener("click", ({ target }) => {
  const menu = target.closest?.('[role="menuitem"]')?.closest("[popover]");
  if (menu?.matches(":popover-open")) menu.hidePopover();
});

export const brine = {
  listenToFeed,

  copy: (text) => navigator.clipboard?.writeText(text).catch(() => {}),

  focus: (id) => document.getElementById(id)?.focus(),

  // The card that holds the focus, by its id; empty where none does.
  focusedCard: () => document.activeElement?.closest("article[tabindex]")?.id ?? "",

  // By its button, beside which it then stands.
  openMenu(menu, last) {
    if (!menu.matches(":popover-open")) menu.parentElement.querySelector("[popovertarget]").click();
    items(menu).at(last ? -1 : 0)?.focus();
  },

  menuToggled(menu) {
    const open = menu.matches(":popover-open");
    if (open && !menu.contains(document.activeElement)) items(menu)[0]?.focus();
    return open;
  },

  moveInMenu(menu, event) {
    const all = items(menu);
    const at = all.indexOf(document.activeElement);
    const go = (index) => {
      event.preventDefault();
      all.at(index % all.length)?.focus();
    };
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
    else if (event.key === "Tab") menu.hidePopover();
    else if (event.key === " ") {
      event.preventDefault();
      document.activeElement.click();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      // Letters typed quickly make one word; a new word begins with the item after this one.
      const goesOn = event.timeStamp - typed.at < TYPE_AHEAD_MS;
      typed = { word: (goesOn ? typed.word : "") + event.key.toLowerCase(), at: event.timeStamp };
      const from = goesOn ? at : at + 1;
      const turned = [...all.slice(from), ...all.slice(0, from)];
      turned.find((item) => item.textContent.trim().toLowerCase().startsWith(typed.word))?.focus();
    }
  },

  // What a problem document says; nothing where the text is none.
  problemWords(text) {
    try {
      const { details, error } = JSON.parse(text);
      return `${details || error || ""}`;
    } catch {
      return "";
    }
  },

  show: (id) => document.getElementById(id)?.scrollIntoView({ block: "nearest" }),

  showModal(dialog, open) {
    if (open && !dialog.open) {
      // A menu gives the focus back to its button first, so that the dialog can give it back there.
      document.activeElement?.closest("[popover]")?.hidePopover();
      dialog.showModal();
    } else if (!open && dialog.open) dialog.close();
    placeCorner();
  },

  chooseTheme,
  onTheme,
  say,
  leaveWords,

  askPalette: (what) => askedForPalette?.(what),
  onPalette: (asked) => void (askedForPalette = asked),

  // What the server rendered this page from.
  pageValue: () => Uint8Array.from(atob(document.getElementById("page-value").textContent), (it) => it.charCodeAt(0)),

  followAddress,
  go,
  visit: (address) => location.assign(address),

  warnBeforeLeaving,
  takeDrops: (over, dropped) => takeDrops(over, async (files) => dropped(await read(files))),

  // The editor's script is large: it is loaded by the first page that has an editor.
  openEditors() {
    const { editor } = document.querySelector("script[data-wasm]").dataset;
    if (editor) import(editor).then((it) => it.enhanceAll()).catch(console.error);
  },

  goToInEditor(textarea, line, column) {
    const detail = { line, column };
    if (textarea.dataset.enhanced !== undefined) textarea.dispatchEvent(new CustomEvent("brine-go-to", { detail }));
    else textarea.focus();
  },

  // What a form has for each of a graph's inputs: nodes and texts in turn, files as data URLs. Of what is there twice
  // the last counts: a file before its address.
  async inputsOf(form) {
    const values = new Map();
    for (const [name, value] of new FormData(form)) {
      const node = name.startsWith("input:") && name.slice(6);
      if (node === false || (value.name === "" && !value.size)) continue;
      values.set(node, value.name === undefined ? value : await dataUrl(value));
    }
    return [...values].flat();
  },

  // What a field holds, which is empty from then on; nothing for a box that is not checked.
  takeField(id) {
    const field = document.getElementById(id);
    const text = field.checked === false ? "" : field.value;
    if (field.checked) field.checked = false;
    else field.value = field.defaultValue;
    return text;
  },

  // The files that an input or its form holds.
  readFiles: ({ target }) => read(target?.files ?? target?.elements?.file?.files ?? []),
};

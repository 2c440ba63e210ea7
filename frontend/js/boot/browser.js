// What the browser half asks of the browser: see app/src/browser/web.rs.

import { listenToFeed } from "./feed.js";

const items = (menu) => [...menu.querySelectorAll('[role="menuitem"]')];

export const brine = {
  listenToFeed,

  copy: (text) => navigator.clipboard?.writeText(text).catch(() => {}),

  focus: (id) => document.getElementById(id)?.focus(),

  // Moves between cards; 0 keeps to the card at hand or takes the first.
  focusCard(step) {
    const cards = [...document.querySelectorAll("article[tabindex]")];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    cards[Math.max(0, Math.min(cards.length - 1, at < 0 ? 0 : at + step))]?.focus();
  },

  isTyping: (event) =>
    event.target.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]") != null,

  openMenu(menu, last) {
    menu.showPopover();
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
      const letter = event.key.toLowerCase();
      const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      turned.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    }
  },

  showModal(dialog, open) {
    if (open && !dialog.open) dialog.showModal();
    else if (!open && dialog.open) dialog.close();
  },
};

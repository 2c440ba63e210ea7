// A name is text, whatever it looks like: on every page, in every dialog, toast and title, and in a file's name.

import { graph, HOSTILE_NAMES } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";
import type { Site } from "../pages/site.ts";

/** What an image or a script of a name would have done: they set the title. And what stands there does. */
async function expectTitle(site: Site, name: string): Promise<void> {
  // A title's spaces are collapsed by the browser.
  await expect.poll(() => site.page.title()).toContain(name.replace(/\s+/g, " ").trim());
  expect(await site.page.title()).not.toBe("run");
}

for (const [at, name] of HOSTILE_NAMES.entries()) {
  const told = `${at + 1}, ${JSON.stringify(name).slice(0, 24)}…`;

  test(`on the dashboard: name ${told}`, async ({ site, rest }) => {
    const made = await rest.deployment(name);
    await site.deployments.open();
    const card = site.deployments.card(name);
    await expect(card.article).toBeVisible();
    await expect(card.link).toHaveText(name);
    await expect(card.switch).toHaveAccessibleName(new RegExp(escape(name)));
    await site.expectFits();
    await expectAccessible(site);

    await card.switch.click();
    await site.expectToast(`${name} paused`);
    await card.expectStatus("Paused");

    await card.openMenu();
    const begun = site.page.waitForEvent("download");
    await card.menuItem("Download JSON").click();
    const file = (await begun).suggestedFilename();
    expect(file).toMatch(/\.json$/);
    expect(file, "no folder, nothing that turns around").not.toMatch(/[\\/\u202a-\u202e\u2066-\u2069]/);

    await site.deployments.open();
    await site.deployments.searchFor([...name].slice(0, 40).join(""));
    await expect(site.deployments.cards).toHaveCount(1);

    await site.deployments.open();
    await card.choose("Delete");
    if (site.js) await expect(site.dialog(`Delete ${name}?`)).toBeVisible();
    else await expect(site.heading(`Delete ${name}?`)).toBeVisible();
    const place = site.js ? site.dialog(`Delete ${name}?`) : site.page.getByRole("main");
    await site.expectFits();
    await place.getByRole("button", { name: "Delete", exact: true }).click();
    await site.expectToast(`${name} deleted`);
    expect(await rest.deployments()).toEqual([]);
    expect(made.name).toBe(name);
  });

  test(`on its own page: name ${told}`, async ({ site, rest }) => {
    const made = await rest.deployment("Plain");
    await site.deployment.open(made);
    await site.deployment.rename(name);
    await site.expectToast(`Renamed to ${name}`);
    await expect(site.heading(name)).toBeVisible();
    await site.deployment.open({ ...made, name });
    await expectTitle(site, name);
    await expect(site.deployment.history.first()).toContainText(`Renamed from Plain to ${name}`);
    await expect(site.deployment.versions.first()).toContainText(name);
    await expect(site.deployment.newName).toHaveValue(name);
    await site.page.setViewportSize({ width: 360, height: 800 });
    await site.expectFits();
    await site.open(`/deployments/${made.id}/delete`);
    await expect(site.heading(`Delete ${name}?`)).toBeVisible();
    await expectTitle(site, `Delete ${name}?`);
    await site.expectFits();
    await expectAccessible(site);
  });

  test(`of a workflow: name ${told}`, async ({ site, rest }) => {
    const workflow = await rest.workflow(name, graph(name));
    await site.workflows.open();
    const row = site.workflows.row(name);
    await expect(row.link).toHaveText(name);
    await site.page.setViewportSize({ width: 360, height: 800 });
    await site.expectFits();
    await site.page.setViewportSize({ width: 1280, height: 800 });

    const form = await row.deploy();
    await expect(form.name).toHaveValue(name);
    await form.fill({ reason: name, untested: true });
    await form.send();
    await site.expectToast(`${name} v1 deployed`);
    const [made] = await rest.deployments();
    await site.deployment.open(made!);
    await expect(site.page.getByRole("main").getByText(name, { exact: true }).first()).toBeVisible();

    await site.editor.open(workflow);
    await expectTitle(site, name);
    // The code editor shows what cannot be seen as dots.
    await site.editor.expectText(site.js ? graph(name).replace(/[\u202a-\u202e\u2066-\u2069]/g, "•") : graph(name));
    await expect(site.editor.deployments).toContainText(name);
    await expect(site.editor.drawing).toHaveAccessibleName(new RegExp(escape(name)));
    await site.page.setViewportSize({ width: 360, height: 800 });
    await site.expectFits();
  });

  test(`in the palette: name ${told} @js`, async ({ site, rest }) => {
    const made = await rest.deployment(name);
    await site.deployments.open();
    await site.palette.open();
    await site.page.keyboard.type(made.id);
    await expect(site.palette.options).toHaveText([`Open ${name}`, `Pause ${name}`]);
  });
}

test("a search is text too, in the page and in its address", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  const [markup] = HOSTILE_NAMES;
  await site.deployments.open(`?q=${encodeURIComponent(markup)}`);
  await expect(site.deployments.search).toHaveValue(markup);
  await expect(site.page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  expect(await site.page.title()).not.toBe("run");
});

test("an address with markup is said as text", async ({ site, faults }) => {
  faults.expect(/400|404/);
  const markup = encodeURIComponent(`<img src=x onerror='document.title="run"'>`);
  for (const path of [`/deployments?status=${markup}`, `/deployments/${markup}`, `/workflows/${markup}`, `/${markup}`]) {
    await site.open(path);
    await expect(site.page.getByRole("heading", { level: 1 })).toBeAttached();
    expect(await site.page.title()).not.toBe("run");
  }
});

test("a graph's own texts are text too", async ({ site, rest }) => {
  const [markup] = HOSTILE_NAMES;
  const node = { class_type: markup, inputs: { [markup]: ["gone", 0] }, _meta: { title: markup } };
  const workflow = await rest.workflow("Olive", JSON.stringify({ [markup]: node }));
  await site.editor.open(workflow);
  await expect(site.editor.problems).toContainText(markup);
  const drawing = site.editor.drawing;
  await expect.poll(() => drawing.evaluate((it: HTMLImageElement) => it.naturalWidth > 0)).toBe(true);
  expect(await site.page.title()).not.toBe("run");
});

for (const [why, name] of [
  ["empty", ""],
  ["of spaces", "   "],
  ["too long", "x".repeat(121)],
] as const) {
  test(`a name that is ${why} is refused, and stays to be mended`, async ({ site, rest, faults }) => {
    faults.expect(/422/);
    const made = await rest.deployment("Plain");
    await site.deployment.open(made);
    await site.deployment.rename(name);
    await expect(site.deployment.part("Rename").getByRole("alert")).toContainText(/at least one character|at most 120 characters/);
    await expect(site.deployment.newName).toHaveValue(name);
    await expect(site.deployment.newName).toHaveAttribute("aria-invalid", "true");
    expect((await rest.deployments())[0]!.name).toBe("Plain");
  });
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

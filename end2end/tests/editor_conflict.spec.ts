// Two people save one workflow: neither text is lost.

import { graph } from "../brine/graphs.ts";
import type { Rest, Workflow } from "../brine/rest.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";
import type { Site } from "../pages/site.ts";

/** Saves `mine` after somebody else saved `theirs` as revision 2. */
async function saveTooLate(site: Site, rest: Rest): Promise<Workflow> {
  const workflow = await rest.workflow("Olive", graph("before"));
  await site.editor.open(workflow);
  await rest.save(workflow, graph("theirs"));
  await site.editor.write(graph("mine"));
  await site.editor.save();
  return workflow;
}

test.describe("saved by somebody else meanwhile", () => {
  test.beforeEach(({ faults }) => faults.expect(/409|412|Applying inline style violates/));

  test("both sides are shown, and mine can be kept", async ({ site, rest }) => {
    const workflow = await saveTooLate(site, rest);
    await expect(site.editor.conflict).toContainText("made from revision 1 and is not saved");
    await expect(site.editor.theirs(2)).toHaveValue(graph("theirs"));
    await site.editor.expectText(graph("mine"));
    expect((await rest.bytes(`/api/v1/workflows/${workflow.id}`)).toString()).toContain("theirs");
    await expectAccessible(site);

    await site.page.getByRole("button", { name: "Keep mine (save over revision 2)" }).click();
    await site.editor.expectRevision(3);
    await expect(site.editor.conflict).toHaveCount(0);
    await site.editor.expectText(graph("mine"));
    expect((await rest.bytes(`/api/v1/workflows/${workflow.id}`)).toString()).toContain(graph("mine"));
  });

  test("theirs can be taken", async ({ site, rest }) => {
    await saveTooLate(site, rest);
    await site.editor.conflict.getByRole("link", { name: "Take theirs" }).click();
    await site.editor.expectText(graph("theirs"));
    await site.editor.expectRevision(2);
    await expect(site.editor.conflict).toHaveCount(0);
    expect((await rest.workflows())[0]!.revision).toBe(2);
  });

  test("a third save meanwhile is a conflict again", async ({ site, rest }) => {
    const workflow = await saveTooLate(site, rest);
    await expect(site.editor.theirs(2)).toHaveValue(graph("theirs"));
    await rest.save(workflow, graph("third"));
    await site.page.getByRole("button", { name: "Keep mine (save over revision 2)" }).click();
    await expect(site.editor.theirs(3)).toHaveValue(graph("third"));
    await site.editor.expectText(graph("mine"));
    expect((await rest.workflows())[0]!.revision).toBe(3);
  });

  test("the page says so before anything is typed, and shows both when asked @js", async ({ site, rest }) => {
    const workflow = await rest.workflow("Olive", graph("before"));
    await site.editor.open(workflow);
    await expect(site.liveMark("Live")).toBeVisible();
    await site.editor.write(graph("mine"));
    await rest.save(workflow, graph("theirs"));
    await expect(site.says("Revision 2 was saved elsewhere")).toBeVisible();
    await site.page.getByRole("button", { name: "Show both" }).click();
    await expect(site.editor.theirs(2)).toHaveValue(graph("theirs"));
    await site.editor.expectText(graph("mine"));
  });
});

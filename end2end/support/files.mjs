// The files beside a run's conversation.

// Shows a file by its name.
export async function chooseResult(page, name) {
  const tab = page.getByRole("navigation", { name: "Names of files" }).getByRole("link", { name, exact: true });
  if ((await tab.getAttribute("aria-current")) === null) await tab.click();
  await page.locator(`.file[data-view="${name}"]`).waitFor({ state: "visible" });
}

// What holds for the shape of every page.
import assert from "node:assert/strict";

export async function checkLayout(page, name) {
  const shape = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    language: document.documentElement.lang,
  }));
  assert.ok(shape.overflow <= 0, `${name} is ${shape.overflow} px wider than the window`);
  assert.equal(shape.headings, 1, `${name} has one h1`);
  assert.match(shape.title, /Guildhall/, `${name} has a title`);
  assert.equal(shape.language, "en");
  for (const landmark of ["banner", "main", "contentinfo"]) {
    assert.equal(await page.getByRole(landmark).count(), 1, `${name} has one ${landmark}`);
  }
}

// Goes through a page by Tab and looks whether one can see where one is.
export async function checkFocus(page, name) {
  const seen = new Set();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const is = document.activeElement;
      if (!is || is === document.body) return null;
      if (!is.dataset.seen) is.dataset.seen = String(Math.random());
      // A field inside a label with a frame of its own shows its focus there.
      const marks = [is, is.closest(".input, .select")].filter(Boolean).map((element) => getComputedStyle(element));
      const box = is.getBoundingClientRect();
      return {
        id: is.dataset.seen,
        what: is.outerHTML.slice(0, 120),
        isMarked: marks.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none"),
        isThere: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (!at || seen.has(at.id)) break;
    seen.add(at.id);
    assert.ok(at.isMarked, `${name}: the focus cannot be seen on ${at.what}`);
    assert.ok(at.isThere, `${name}: the focus is out of sight on ${at.what}`);
  }
  assert.ok(seen.size >= 3, `${name}: Tab reaches ${seen.size} places`);
}

// Changes the window or the system's colours, and waits until the page is drawn so.
export async function lookAs(page, { viewport, colorScheme }) {
  if (viewport) await page.setViewportSize(viewport);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What is drawn anew may begin to move only then.
    for (let round = 0; round < 3; round += 1) {
      await frame();
      await frame();
      // What turns for as long as the page is there has no end to wait for.
      const ends = document.getAnimations().filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime));
      await Promise.allSettled(ends.map(({ finished }) => finished));
    }
    await frame();
  });
}

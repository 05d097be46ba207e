// What is pressed wrongly on the way to an account.
import assert from "node:assert/strict";
import { eventually, hasValue, hydrated, shows } from "../support/expect.mjs";
import { letters, linkIn } from "../support/mail.mjs";
import { signIn, signUp, signedIn, somebody, verify } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`a field that does not fit is named and what was typed is kept, ${how}`, { javaScriptEnabled }, async ({ page, watched }) => {
    watched.expectStatus(422);
    await page.goto("/sign-up");
    await page.getByLabel("E-mail address").fill("ada@example.org");
    await page.getByLabel("User name").fill("1x");
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("Password").fill("weak");
    await page.getByRole("main").getByRole("button", { name: "Create account" }).click();
    await shows(page.getByRole("alert").filter({ hasText: "The account was not made" }));
    await hasValue(page.getByLabel("E-mail address"), "ada@example.org");
    await hasValue(page.getByLabel("User name"), "1x");
    await hasValue(page.getByLabel("Your name"), "Ada Lovelace");
    await hasValue(page.getByLabel("Password"), "");
    for (const name of ["User name", "Password"]) {
      const field = page.getByLabel(name);
      assert.equal(await field.getAttribute("aria-invalid"), "true", name);
      const [first] = (await field.getAttribute("aria-describedby")).split(" ");
      assert.ok((await page.locator(`#${first}`).innerText()).length > 5, `${name} says why`);
    }
    assert.equal(await page.getByLabel("E-mail address").getAttribute("aria-invalid"), null);
    assert.ok(!(await page.content()).includes("weak"), "the password is not sent back");
  });
}

spec("the rules of a password are ticked off while it is typed", async ({ page }) => {
  await page.goto("/sign-up");
  const password = page.getByLabel("Password");
  await password.focus();
  await hydrated(page);
  const kept = () => page.locator(".rule-kept").count();
  await password.fill("abcdefgh");
  await eventually(kept, (count) => assert.equal(count, 2));
  await password.fill("Abcdefg1");
  await eventually(kept, (count) => assert.equal(count, 4));
});

spec("an address that is taken is not told", async ({ page, server, another }) => {
  const ada = somebody();
  await signUp(page, ada);
  const { page: elsewhere } = await another();
  await signUp(elsewhere, { ...somebody(), email: ada.email });
  await shows(elsewhere.getByRole("heading", { name: "Look into your mail" }));
  await verify(page, server, ada);
});

spec("a wrong password signs nobody in and keeps the name", async ({ page, server, watched }) => {
  watched.expectStatus(401);
  watched.expectStatus(422);
  const ada = somebody();
  await signUp(page, ada);
  await verify(page, server, ada);
  await page.goto("/sign-in?next=/credits");
  await page.getByLabel("E-mail address or user name").fill(ada.username);
  await page.getByLabel("Password").fill("Wrong1horse");
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await shows(page.getByRole("alert").filter({ hasText: "You were not signed in" }));
  await hasValue(page.getByLabel("E-mail address or user name"), ada.username);
  await hasValue(page.getByLabel("Password"), "");
  // Where it was to lead is not forgotten.
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/credits");
});

spec("a page that needs an account leads to it and back", async ({ page, context, server }) => {
  await page.goto("/runs");
  await page.waitForURL("**/sign-in?next=/runs");
  const ada = await signedIn(context, server);
  await context.clearCookies();
  await page.goto("/runs");
  await signIn(page, ada, null);
  await page.waitForURL("**/runs");
});

spec("signing in leads to own paths only", async ({ page, context, server, origin }) => {
  const ada = await signedIn(context, server);
  await context.clearCookies();
  await signIn(page, ada, "/sign-in?next=https://evil.example/");
  assert.equal(new URL(page.url()).origin, origin);
});

spec("a link of a letter works once, and a new letter can be had", async ({ page, context, server, watched }) => {
  watched.expectStatus(4);
  watched.expect(/Failed to load resource: the server responded with a status of 4\d\d /);
  const ada = await signedIn(context, server, { isVerified: false });
  await page.goto("/verify");
  await page.getByRole("button", { name: "Send the letter again" }).click();
  await shows(page.getByText("A new letter is on its way"));
  const [old, fresh] = await letters(server.data, ada.email, 2);
  await page.goto(linkIn(old));
  await page.getByRole("button", { name: "Verify my address" }).click();
  await shows(page.getByRole("alert").filter({ hasText: "The address was not verified" }));
  await page.goto(linkIn(fresh));
  await page.getByRole("button", { name: "Verify my address" }).click();
  await shows(page.getByText("Your address is verified"));
  await page.goto("/credits");
  assert.equal(await page.getByRole("definition").first().innerText(), "100");
});

spec("opening the link of a letter alone verifies nothing", async ({ page, context, server }) => {
  const ada = await signedIn(context, server, { isVerified: false });
  const [letter] = await letters(server.data, ada.email);
  await page.goto(linkIn(letter));
  await page.goto("/credits");
  assert.equal(await page.getByRole("definition").first().innerText(), "0");
});

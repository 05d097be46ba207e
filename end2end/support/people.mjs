// What a person does to have an account, by the pages' own fields and buttons.
import { letters, linkIn } from "./mail.mjs";

export const PASSWORD = "Correct1horse";
let count = 0;

export function somebody(name = "Ada Lovelace") {
  count += 1;
  const username = `${name.split(" ")[0].toLowerCase()}${count}`;
  return { name, username, email: `${username}@example.org`, password: PASSWORD };
}

export async function signUp(page, person) {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("User name").fill(person.username);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/verify");
}

export async function verify(page, server, person) {
  const [letter] = await letters(server.data, person.email);
  await page.goto(linkIn(letter));
  await page.getByRole("button", { name: "Verify my address" }).click();
  await page.getByText("Your address is verified").waitFor();
}

export async function signIn(page, person, at = "/sign-in") {
  if (at) await page.goto(at);
  await page.getByLabel("E-mail address or user name").fill(person.username);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Account" }).waitFor();
}

// Posts a form as its page does and answers the page; what fits leads on, unless another status is told.
export async function postForm(context, { origin }, path, form, status = 303) {
  const answer = await context.request.post(path, { form, headers: { origin }, maxRedirects: 0 });
  const page = await answer.text();
  if (answer.status() !== status) throw new Error(`${path} answered ${answer.status()}: ${page.slice(-600)}`);
  return page;
}

// The same in as few requests as possible, for specs that are about something else.
export async function signedIn(context, server, { person = somebody(), isVerified = true } = {}) {
  const post = (path, form) => postForm(context, server, path, form);
  await post("/sign-up", { email: person.email, username: person.username, full_name: person.name, password: person.password });
  if (isVerified) {
    const [letter] = await letters(server.data, person.email);
    await post("/verify", { token: new URL(linkIn(letter)).searchParams.get("token") });
  }
  await post("/sign-in", { login: person.username, password: person.password });
  return person;
}

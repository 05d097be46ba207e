// What no page may do: say something on the console, fail a request, ask another host, break the content policy.

export function watch(context, origin) {
  const faults = [];
  const requests = [];
  const expected = [];

  const tell = (fault) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      tell(`console ${message.type()} at ${new URL(message.page().url()).pathname}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => tell(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    requests.push(request);
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.origin !== origin) tell(`asked another host: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // Leaving a page ends its stream; a download is taken over by the browser; both are told as aborted.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") tell(`failed request: ${request.method()} ${request.url()}: ${why}`);
  });
  context.on("response", (response) => {
    const asset = ["script", "stylesheet", "image", "font", "fetch"].includes(response.request().resourceType());
    if (asset && response.status() >= 400) tell(`${response.status()} for ${response.url()}`);
  });

  return {
    faults,
    // A fault that the test brings about.
    expect: (...patterns) => expected.push(...patterns),
    // What a form that does not fit or a page that is not there makes Chromium say of the document.
    expectStatus: (status) => expected.push(new RegExp(`Failed to load resource: the server responded with a status of ${status} `)),
    paths: (ending) => requests.map((request) => new URL(request.url()).pathname).filter((path) => path.endsWith(ending)),
    forget: () => requests.splice(0),
    async listenForViolations() {
      await context.exposeBinding("__violated", (_, text) => tell(`content policy: ${text}`));
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          globalThis.__violated(`${event.violatedDirective} stopped ${event.blockedURI} at ${location.pathname}`);
        });
      });
    },
  };
}

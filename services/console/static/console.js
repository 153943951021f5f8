// Pages work without this file. It says when a change could not be fetched, and keeps the focus.
document.addEventListener("htmx:beforeRequest", () => {
  document.getElementById("failure").hidden = true;
});
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
  document.addEventListener(name, () => {
    const failure = document.getElementById("failure");
    failure.hidden = false;
    failure.focus();
  });
}
